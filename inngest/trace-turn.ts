import "server-only";
import type { Turn } from "@/lib/chat/begin-turn-step";
import { type Claim, claimTurn } from "@/lib/chat/claim-turn";
import { type Commit, commitTurn } from "@/lib/chat/commit-turn";
import { log } from "@/lib/log";
import { underTrace } from "@/lib/trace/current-trace";
import { inSpan } from "@/lib/trace/in-span";
import { readTurnTrace, type TurnTrace } from "@/lib/trace/message-trace";
import { type SpanName, spanSink } from "@/lib/trace/span-sink";
import { readTraceparent } from "@/lib/trace/traceparent";

/** A turn with its place in the trace: ids and times, so it may stand in a step's result (P13). */
export type TracedTurn = Turn & { trace: TurnTrace | null };

type Claimed = Extract<Claim, { kind: "claimed" }>;
export type TracedClaim = Exclude<Claim, Claimed> | (Claimed & { trace: TurnTrace | null });

/** Claims a turn and finds the trace it belongs to. */
export async function claimTraced(sessionId: string, runId: string): Promise<TracedClaim> {
  const startedAt = new Date();
  const claim = await claimTurn(sessionId, runId);
  if (claim.kind !== "claimed") return claim;
  const trace = await readTurnTrace(claim.turn_id);
  const fields = { turn_id: claim.turn_id, session_id: sessionId };
  underTrace(trace?.traceparent, () => log.info("Turn claimed", fields));
  if (trace?.traceparent) {
    spanSink()?.start({ name: "claim", parent: trace.traceparent, fields, startedAt }).end();
  }
  return { ...claim, trace };
}

/** Runs one step's work under the turn's trace, as a span of that name. */
export function inTurn<Result>(
  turn: TracedTurn,
  name: SpanName,
  run: () => Promise<Result>,
): Promise<Result> {
  return underTrace(turn.trace?.traceparent, () => inSpan(name, { turn_id: turn.turnId }, run));
}

/** Commits the turn's draft, and ends its span unless it is written again. */
export async function commitTraced(turn: TracedTurn): Promise<Commit> {
  const commit = await inTurn(turn, "commit", () => commitTurn(turn));
  if (commit.kind !== "restart") showTurn(turn, commit.kind);
  return commit;
}

/** The span from claim to commit, which the turn's steps and sends hang under. */
function showTurn({ turnId, trace }: TracedTurn, outcome: string): void {
  underTrace(trace?.traceparent, () => log.info("Turn ended", { turn_id: turnId, outcome }));
  const own = readTraceparent(trace?.traceparent);
  if (!own || !trace) return;
  spanSink()
    ?.start({
      name: "turn",
      parent: trace.origin,
      spanId: own.spanId,
      startedAt: new Date(trace.claimed_at),
      fields: { turn_id: turnId, outcome },
    })
    .end();
}
