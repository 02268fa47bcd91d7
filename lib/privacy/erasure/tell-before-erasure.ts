import "server-only";
import { z } from "zod";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const answered = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("wait"),
    until: z.iso.datetime({ offset: true }),
    message_id: z.uuid().optional(),
  }),
  z.object({ kind: z.literal("go") }),
]);

/**
 * Tells the person that their data is deleted now, once a run: afterwards nobody is left to tell. Waits until
 * that message has left, or for a minute.
 */
export async function tellBeforeErasure(erasureId: string) {
  const args = { p_run_id: erasureId, p_settings: privacySettings() };
  const answer = await callFunction(serviceClient(), "tell_before_erasure", args, answered);
  return answer.kind === "go"
    ? answer
    : { kind: answer.kind, until: answer.until, sendMessageId: answer.message_id };
}
