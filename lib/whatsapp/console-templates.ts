import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import { databaseRefusal } from "@/lib/http/database-refusal";
import {
  type TemplateChoice,
  type TemplateOrder,
  templateChoice,
} from "@/lib/whatsapp/template-choice";

/** Approved templates that the provider lists now, by name and language. */
export async function listTemplateChoices(supabase: SupabaseClient): Promise<TemplateChoice[]> {
  const { data, error } = await supabase
    .from("message_templates")
    .select("id,name,language,category,status,body,variable_count,synced_at")
    .is("gone_at", null)
    .ilike("status", "approved")
    .order("name")
    .order("language")
    .limit(500);
  if (error) throw databaseRefusal(error, "message_templates");
  return z.array(templateChoice).parse(data);
}

const queued = z.union([
  z.object({ message_id: z.uuid(), again: z.boolean() }),
  z.object({ refusal: z.string() }),
]);

/**
 * Queues a template for one customer; the same `client_key` again returns the first result.
 * @throws ApiError `not_allowed` with the gate's word, `not_owner`, `session_closed`, `template_not_approved`
 */
export async function queueTemplate(
  supabase: SupabaseClient,
  sessionId: string,
  order: TemplateOrder,
): Promise<string> {
  const args = {
    p_session_id: sessionId,
    p_template_id: order.template_id,
    p_variables: order.variables,
    p_client_key: order.client_key,
  };
  const answer = await callRpc(supabase, "queue_template", args, queued);
  if ("refusal" in answer) throw new ApiError("not_allowed", answer.refusal);
  return answer.message_id;
}
