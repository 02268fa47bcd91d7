import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

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
});
export type WindowMessage = z.infer<typeof message>;

const context = z.object({
  session_id: z.uuid(),
  customer_id: z.uuid(),
  from_seq: z.number().int(),
  upto_seq: z.number().int(),
  customer_name: z.string().nullable(),
  locale: z.string().nullable(),
  messages: z.array(message),
});
export type TurnContext = z.infer<typeof context>;

/** What the model may read for this turn, oldest first; null when the turn is gone. */
export function readTurnContext(turnId: string): Promise<TurnContext | null> {
  return callFunction(
    serviceClient(),
    "turn_context",
    { p_turn_id: turnId, p_window_size: env().LLM_WINDOW_SIZE },
    context.nullable(),
  );
}
