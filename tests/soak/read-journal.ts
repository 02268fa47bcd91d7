import { z } from "zod";

const sendEntry = z.object({
  seq: z.number(),
  outcome: z.enum(["received", "accepted", "answered", "refused", "failed"]),
  fault: z.string().nullable(),
  phone: z.string().nullable(),
  wa_message_id: z.string().nullable(),
  body: z.object({ message: z.string() }),
});
export type SendEntry = z.output<typeof sendEntry>;

/** Requests to send that reached the provider after the given one, oldest first. */
export async function readJournal(providersUrl: string, after = 0): Promise<SendEntry[]> {
  const query = new URLSearchParams({ target: "send", limit: "20000", after: String(after) });
  const response = await fetch(`${providersUrl}/_local/journal?${query}`);
  if (!response.ok) throw new Error(`The journal answered ${response.status}`);
  return z.object({ entries: z.array(sendEntry) }).parse(await response.json()).entries;
}
