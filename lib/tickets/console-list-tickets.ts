import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type TicketCursor,
  type TicketFilter,
  type TicketPage,
  ticketCursor,
  ticketPage,
  ticketRow,
} from "@/lib/tickets/console-schemas";
import { regionCallingCode } from "@/lib/whatsapp/region-calling-code";

const answer = z.object({
  tickets: z.array(ticketRow),
  next: ticketCursor.nullable(),
  counts: ticketPage.shape.counts,
});

/** A page of the queue with its counts; without a cursor the first. */
export async function listTickets(
  supabase: SupabaseClient,
  filter: TicketFilter,
  cursor: TicketCursor | null,
): Promise<TicketPage> {
  const args = {
    p_filter: { ...filter, calling_code: regionCallingCode() },
    p_before: cursor,
    p_limit: 50,
  };
  const { tickets, next, counts } = await callRpc(supabase, "list_tickets", args, answer);
  return { rows: tickets, next, counts };
}
