import { randomUUID } from "node:crypto";
import type { RunningSupabase } from "../../local/supabase/start-supabase";
import type { Dialogue } from "./read-dialogues";

export type StoredDialogue = {
  dialogue: Dialogue;
  customerId: string;
  /** The session in which the questions are asked, each as its latest message. */
  askingSessionId: string;
  turnIdOfMessage: Map<string, string>;
};

/**
 * One dialogue as rows: the customer, a member of staff for speaker B, a closed session each, and a new
 * one in which the questions come. Messages keep their dates; nothing is embedded yet.
 */
export async function storeDialogue(
  supabase: RunningSupabase,
  dialogue: Dialogue,
): Promise<StoredDialogue> {
  const { query } = supabase;
  const [customerId, staffId, askingSessionId] = [randomUUID(), randomUUID(), randomUUID()];
  await query("insert into auth.users (id, email) values ($1, $2)", [
    staffId,
    `${staffId}@parcelo.example`,
  ]);
  await query("insert into staff (user_id, role, display_name) values ($1, 'support', $2)", [
    staffId,
    dialogue.colleague,
  ]);
  await query(
    `with person as (insert into customers (id, display_name) values ($1, $2))
     insert into customer_identities (customer_id, kind, value) values ($1, 'wa_user_id', $3)`,
    [customerId, dialogue.customer, `UG.${customerId}`],
  );
  const turnIdOfMessage = new Map<string, string>();
  for (const session of dialogue.sessions) {
    const sessionId = randomUUID();
    await insertSession(supabase, sessionId, customerId, "closed");
    const turns = session.turns.map((turn) => ({ ...turn, messageId: randomUUID() }));
    for (const turn of turns) turnIdOfMessage.set(turn.messageId, turn.id);
    await query(
      `insert into chat_messages
         (id, session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, purpose, state, created_at)
       select (t ->> 'messageId')::uuid, $1, $2,
              case when (t ->> 'isCustomer')::boolean then 'inbound' else 'outbound' end,
              case when (t ->> 'isCustomer')::boolean then 'customer' else 'staff' end,
              case when (t ->> 'isCustomer')::boolean then null else $3::uuid end,
              'text', t ->> 'text', t ->> 'text',
              case when (t ->> 'isCustomer')::boolean then null else 'staff_reply' end,
              case when (t ->> 'isCustomer')::boolean then null else 'read' end,
              $4::timestamptz
       from jsonb_array_elements($5::jsonb) with ordinality x (t, place) order by x.place`,
      [sessionId, customerId, staffId, session.at.toISOString(), JSON.stringify(turns)],
    );
  }
  await insertSession(supabase, askingSessionId, customerId, "active");
  return { dialogue, customerId, askingSessionId, turnIdOfMessage };
}

async function insertSession(
  supabase: RunningSupabase,
  id: string,
  customerId: string,
  status: "active" | "closed",
) {
  await supabase.query(
    `insert into chat_sessions (id, customer_id, phone_number_id, status, expires_at)
     values ($1, $2, '700800900100200', $3, now() + interval '30 days')`,
    [id, customerId, status],
  );
}

/** Stores a question as the session's latest message; returns its place in the order. */
export async function ask(
  supabase: RunningSupabase,
  { customerId, askingSessionId }: StoredDialogue,
  text: string,
): Promise<number> {
  await supabase.query("delete from chat_messages where session_id = $1", [askingSessionId]);
  const [row] = await supabase.query<{ seq: string }>(
    `insert into chat_messages
       (session_id, customer_id, direction, author, message_type, text, rendered_text, embedding_status)
     values ($1, $2, 'inbound', 'customer', 'text', $3, $3, 'skipped') returning seq::text`,
    [askingSessionId, customerId, text],
  );
  return Number(row?.seq);
}
