import { z } from "zod";

const message = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  author: z.enum(["customer", "bot", "staff", "system"]),
  direction: z.enum(["inbound", "outbound"]),
  message_type: z.string(),
  rendered_text: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  quoted_text: z.string().nullable(),
  quoted_author: z.string().nullable(),
  /** Why nobody knows what is in the message's file; null when that is known, or there is none. */
  media_state: z
    .enum(["waiting", "unavailable", "nothing_found", "not_understood"])
    .nullable()
    .default(null),
});
export type WindowMessage = z.infer<typeof message>;

/** What `turn_context` of the migrations gives: the conversation as a turn sees it, oldest first. */
export const turnContext = z.object({
  session_id: z.uuid(),
  customer_id: z.uuid(),
  from_seq: z.number().int(),
  upto_seq: z.number().int(),
  customer_name: z.string().nullable(),
  locale: z.string().nullable(),
  messages: z.array(message),
});
export type TurnContext = z.infer<typeof turnContext>;

/** What the customer wrote since the last reply, oldest first. */
export function unansweredMessages(
  context: Pick<TurnContext, "messages" | "from_seq">,
): WindowMessage[] {
  return context.messages.filter(
    (each) => each.direction === "inbound" && each.seq > context.from_seq,
  );
}
