import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { readSessionHeader } from "@/lib/chat/console-read-session";
import { callRpc } from "@/lib/http/call-rpc";
import { databaseRefusal } from "@/lib/http/database-refusal";
import { type TicketDetail, ticketDetail } from "@/lib/tickets/console-schemas";

const answer = ticketDetail
  .omit({ session: true, opened_at_seq: true })
  .extend({ reply: z.object({ session_id: z.uuid() }).nullable() });

/** A ticket with its thread and the conversation in which it is answered. @throws ApiError `not_found` */
export async function readTicket(
  supabase: SupabaseClient,
  ticketId: string,
): Promise<TicketDetail> {
  const args = { p_ticket_id: ticketId };
  const { reply, ...detail } = await callRpc(supabase, "read_ticket", args, answer);
  const { turn_id } = detail.ticket;
  const [session, opened_at_seq] = await Promise.all([
    reply && readSessionHeader(supabase, reply.session_id),
    turn_id && seqOfTurn(supabase, turn_id),
  ]);
  return { ...detail, session, opened_at_seq: opened_at_seq || null };
}

const turn = z.object({ upto_seq: z.int() }).nullable();

/** The newest message that the bot's turn answered; null when the turn was deleted. */
async function seqOfTurn(supabase: SupabaseClient, turnId: string): Promise<number | null> {
  const { data, error } = await supabase
    .from("agent_turns")
    .select("upto_seq")
    .eq("id", turnId)
    .maybeSingle();
  if (error) throw databaseRefusal(error, "agent_turns");
  return turn.parse(data)?.upto_seq ?? null;
}
