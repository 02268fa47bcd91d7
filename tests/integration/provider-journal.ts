import { z } from "zod";
import type { Stack } from "../../local/start-stack";

const journal = z.object({
  entries: z.array(
    z.object({
      seq: z.number(),
      outcome: z.string(),
      phone: z.string().nullable(),
      body: z.unknown(),
    }),
  ),
});

/** What the service asked of the stand-ins (`send`, `responses`) and what they sent it (`webhook`), oldest first. */
export async function providerJournal(
  stack: Pick<Stack, "urls">,
  target: "send" | "responses" | "webhook" | "other",
) {
  const address = `${stack.urls.providers}/_local/journal?target=${target}&limit=20000`;
  return journal.parse(await (await fetch(address)).json()).entries;
}

/** The texts of one request to the model: what it was told, and what it was given to read. */
export const modelRequest = z.object({
  instructions: z.string(),
  input: z.array(z.object({ role: z.string(), content: z.string() })),
});
