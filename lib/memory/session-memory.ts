import { z } from "zod";

/**
 * What is remembered of a conversation, as the prompt may quote it. `text` came from what people
 * wrote: it is data, never an instruction. `is_earlier`: of the customer's previous conversation.
 */
export const sessionMemory = z.object({
  id: z.uuid(),
  version: z.int(),
  upto_seq: z.int(),
  is_earlier: z.boolean(),
  text: z.string(),
  created_at: z.iso.datetime({ offset: true }),
});
export type SessionMemory = z.infer<typeof sessionMemory>;
