import type pg from "pg";
import { call } from "./test-database";

/** Days of each class as `.env.sample` has them. */
export const days = { messages: 30, events: 7, media: 7, summaries: 365, jobs: 30, audit: 1095 };

export type RetentionRun = {
  state: string;
  removed: Record<string, Record<string, number>>;
  kept: Record<string, Record<string, number>>;
};

/** A whole run, batch by batch, as the job drives it. */
export async function applyRetention(
  client: pg.Client,
  { settings = days, limit = 500, at = new Date() } = {},
): Promise<RetentionRun> {
  const id = await call<string>(client, "claim_retention", settings, "command", at.toISOString());
  for (let batch = 0; batch < 500; batch += 1) {
    const { state } = await call<{ state: string }>(client, "advance_retention", id, limit);
    if (state !== "running") break;
  }
  const { rows } = await client.query<RetentionRun>(
    "select state, removed, kept from retention_runs where id = $1",
    [id],
  );
  const [run] = rows;
  if (!run) throw new Error("The run is gone");
  return run;
}

/** Everything of one conversation moved back in time, as if written that many days ago. */
export async function ageConversation(admin: pg.Client, sessionId: string, age: number) {
  const back = `${age} days`;
  const moved = [
    "update chat_messages set created_at = created_at - $2::interval where session_id = $1",
    "update agent_turns set claimed_at = claimed_at - $2::interval, finished_at = finished_at - $2::interval where session_id = $1",
    "update turn_prompts set created_at = created_at - $2::interval where turn_id in (select id from agent_turns where session_id = $1)",
    "update session_summaries set created_at = created_at - $2::interval where session_id = $1",
    "update session_notes set created_at = created_at - $2::interval where session_id = $1",
    "update chat_sessions set last_message_at = last_message_at - $2::interval, created_at = created_at - $2::interval, expires_at = expires_at - $2::interval where id = $1",
    "update customers set created_at = created_at - $2::interval, updated_at = updated_at - $2::interval, consent_updated_at = consent_updated_at - $2::interval where id = (select customer_id from chat_sessions where id = $1)",
  ];
  for (const sql of moved) await admin.query(sql, [sessionId, back]);
}

/** How many rows each table holds of one customer. */
export async function countOfCustomer(admin: pg.Client, customerId: string) {
  const { rows } = await admin.query<Record<string, number>>(
    `select
       (select count(*) from customers where id = $1)::int as customers,
       (select count(*) from customer_identities where customer_id = $1)::int as identities,
       (select count(*) from chat_sessions where customer_id = $1)::int as sessions,
       (select count(*) from chat_messages where customer_id = $1)::int as messages,
       (select count(*) from message_search w join chat_messages m using (seq) where m.customer_id = $1)::int as words,
       (select count(*) from message_embeddings where customer_id = $1)::int as chunks,
       (select count(*) from agent_turns where customer_id = $1)::int as turns,
       (select count(*) from turn_prompts where customer_id = $1)::int as prompts,
       (select count(*) from recall_hits h join agent_turns t on t.id = h.turn_id where t.customer_id = $1)::int as hits,
       (select count(*) from session_summaries where customer_id = $1)::int as summaries,
       (select count(*) from support_tickets where customer_id = $1)::int as tickets,
       (select count(*) from session_notes where customer_id = $1)::int as notes`,
    [customerId],
  );
  return rows[0] ?? {};
}
