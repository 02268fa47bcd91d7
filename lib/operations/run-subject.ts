import { z } from "zod";

export type RunSubject = { kind: string; id: string };

/** The nearest thing an event is about comes first: a message is more than its session. */
const kinds = [
  ["messageId", "message"],
  ["eventId", "event"],
  ["mediaId", "media"],
  ["requestId", "privacy_request"],
  ["exportId", "privacy_export"],
  ["ticketId", "ticket"],
  ["turnId", "turn"],
  ["sessionId", "session"],
  ["customerId", "customer"],
] as const;

const isId = (value: unknown): value is string => z.uuid().safeParse(value).success;
const triggering = z.object({ event: z.object({ data: z.record(z.string(), z.unknown()) }) });

/**
 * What a run is about, from the ids in its event's data alone; null for crons and for jobs that look
 * for their work themselves. A failure handler is about what the failed run was about.
 */
export function runSubject(eventName: string, data: unknown): RunSubject | null {
  const failed =
    eventName === failureEvent ? triggering.safeParse(data).data?.event.data : undefined;
  const fields = z.record(z.string(), z.unknown()).safeParse(failed ?? data).data ?? {};
  for (const [field, kind] of kinds) {
    const id = fields[field];
    if (isId(id)) return { kind, id };
  }
  return null;
}

/** The event that starts a function's `onFailure`. */
export const failureEvent = "inngest/function.failed";
