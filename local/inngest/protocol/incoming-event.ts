import { z } from "zod";

const MAX_EVENT_CHARACTERS = 3 * 1024 * 1024;
const MAX_EVENTS = 5_000;

/** An event as the SDK posts it to `/e/:key`. `id` is the sender's own, for de-duplication. */
const incomingEventSchema = z
  .object({
    name: z.string().min(1, "event name is empty").max(256),
    data: z.record(z.string(), z.unknown()).nullish(),
    id: z.string().max(512).optional(),
    ts: z.number().optional(),
    user: z.record(z.string(), z.unknown()).nullish(),
    v: z.string().optional(),
  })
  .refine((event) => !/^inngest\//i.test(event.name), {
    error: "event name is reserved for internal use",
  })
  .refine((event) => JSON.stringify(event).length <= MAX_EVENT_CHARACTERS, {
    error: "the event is larger than 3 MiB",
  });

const requestSchema = z.union([
  z.array(incomingEventSchema).max(MAX_EVENTS),
  incomingEventSchema.transform((event) => [event]),
]);

export type IncomingEvent = z.infer<typeof incomingEventSchema>;

/** Parses the body of `POST /e/:key`: one event or an array. Throws a sentence; all or nothing. */
export function parseIncomingEvents(body: unknown): IncomingEvent[] {
  const parsed = requestSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const schema = Array.isArray(body) ? z.array(incomingEventSchema) : incomingEventSchema;
  const issue = schema.safeParse(body).error?.issues[0] ?? parsed.error.issues[0];
  throw new Error(`invalid event: ${issue?.path.join(".") || "body"}: ${issue?.message}`);
}
