import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { sendSettings } from "@/lib/whatsapp/send-settings";

const found = z.object({
  turn_session_ids: z.array(z.uuid()),
  send_message_ids: z.array(z.uuid()),
});

/** Ids of turns and sends that have waited longer than the normal path takes, oldest first. */
export function findUnfinished() {
  return callFunction(serviceClient(), "find_unfinished", { p_settings: sendSettings() }, found);
}
