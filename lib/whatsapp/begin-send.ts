import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { sendSettings } from "@/lib/whatsapp/send-settings";

const decision = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("send"),
    attempt_id: z.uuid(),
    attempt_no: z.number().int(),
    to: z.string(),
    purpose: z.string(),
    text: z.string().nullable(),
    payload: z.record(z.string(), z.unknown()),
  }),
  z.object({
    kind: z.literal("wait"),
    until: z.iso.datetime({ offset: true }),
    reason: z.string(),
  }),
  z.object({ kind: z.literal("held"), reason: z.string() }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
  z.object({ kind: z.literal("done"), state: z.string().nullable() }),
]);

/** The step queued → sending, decided in the database under the session lock. */
export function beginSend(messageId: string) {
  return callFunction(
    serviceClient(),
    "begin_send",
    { p_message_id: messageId, p_settings: sendSettings() },
    decision,
  );
}
