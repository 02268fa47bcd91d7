import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type NewTicket,
  type TicketChange,
  type TicketRow,
  ticketRow,
} from "@/lib/tickets/console-schemas";

/**
 * Sets status, priority and assignee of many tickets, all or none; what is so already stays as it is.
 * @throws ApiError `not_found`, `not_assignable`
 */
export function changeTickets(
  supabase: SupabaseClient,
  changes: TicketChange[],
): Promise<TicketRow[]> {
  return callRpc(supabase, "change_tickets", { p_changes: changes }, z.array(ticketRow));
}

/** Opens a ticket from a conversation, for the caller. The same `clientKey` again returns the first. */
export function openTicketByStaff(
  supabase: SupabaseClient,
  sessionId: string,
  ticket: NewTicket,
  clientKey: string,
): Promise<TicketRow> {
  const args = { p_session_id: sessionId, p_ticket: ticket, p_client_key: clientKey };
  return callRpc(supabase, "open_ticket_by_staff", args, ticketRow);
}

/** Keeps a note that staff alone see; the same `clientKey` again adds no second one. */
export async function addTicketNote(
  supabase: SupabaseClient,
  ticketId: string,
  body: string,
  clientKey: string,
): Promise<void> {
  const args = { p_ticket_id: ticketId, p_body: body, p_client_key: clientKey };
  await callRpc(supabase, "add_ticket_note", args, z.unknown());
}
