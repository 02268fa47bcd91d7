import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type QueuedTicketReply, queuedTicketReply } from "@/lib/tickets/console-schemas";
import type { TemplateOrder } from "@/lib/whatsapp/template-choice";

/**
 * Answers the customer in their conversation, which the caller takes over from the bot or from nobody,
 * and keeps the words in the ticket. The same `clientKey` again returns the first result.
 * @throws ApiError `not_found`, `session_closed`, `not_owner`, or `not_allowed` with the gate's word.
 */
export function replyToTicket(
  supabase: SupabaseClient,
  ticketId: string,
  reply: { parts: string[]; clientKey: string },
): Promise<QueuedTicketReply> {
  const args = { p_ticket_id: ticketId, p_parts: reply.parts, p_client_key: reply.clientKey };
  return callRpc(supabase, "reply_to_ticket", args, queuedTicketReply);
}

/** The same by an approved template, outside the window. @throws also `template_not_approved` */
export function replyToTicketByTemplate(
  supabase: SupabaseClient,
  ticketId: string,
  order: TemplateOrder,
): Promise<QueuedTicketReply> {
  const args = {
    p_ticket_id: ticketId,
    p_template_id: order.template_id,
    p_variables: order.variables,
    p_client_key: order.client_key,
  };
  return callRpc(supabase, "reply_to_ticket_by_template", args, queuedTicketReply);
}
