import type { Run } from "../engine/state";

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

/** A run as the inspection API shows it. */
export function runView({ record, steps }: Run) {
  return {
    run_id: record.id,
    function_id: record.functionId,
    status: record.status,
    output: record.status === "Failed" ? (record.error ?? null) : (record.output ?? null),
    event_id: record.received[0]?.event.id,
    event_ids: record.received.map((r) => r.internalId),
    requests: record.requests,
    queued_at: iso(record.queuedAt),
    run_started_at: iso(record.startedAt),
    ended_at: iso(record.endedAt),
    steps: [...steps.values()].map(({ id, name, memo }) => ({ id, name, memo })),
  };
}
