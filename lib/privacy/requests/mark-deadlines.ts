import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const marked = z.object({
  due_soon_ids: z.array(z.uuid()),
  overdue_ids: z.array(z.uuid()),
  expired_codes: z.int(),
});

/** Marks, once each, what is due within a week or overdue; says so in the log. */
export async function markDeadlines() {
  const found = await callFunction(serviceClient(), "mark_privacy_deadlines", {}, marked);
  for (const id of found.due_soon_ids) log.warn("Privacy request due soon", { request_id: id });
  for (const id of found.overdue_ids) log.error("Privacy request overdue", { request_id: id });
  return found;
}
