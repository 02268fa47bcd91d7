import { randomUUID } from "node:crypto";

/** Runs SQL with bound parameters and returns the rows, on either database of the tests. */
export type RunSql = <Row = Record<string, unknown>>(
  sql: string,
  params?: unknown[],
) => Promise<Row[]>;

export type WorldMessage = {
  id: string;
  seq: number;
  customerId: string;
  sessionId: string;
  said: boolean;
};
export type World = { sessionIds: string[]; messages: Map<string, WorldMessage> };

/** Few words for all, so that every customer's messages look alike to a search. */
const vocabulary =
  "parcel customs iPhone Kampala invoice Tuesday refund mzigo shoes wallet ssente fee".split(" ");

/** A repeatable source of numbers below `limit`. */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

export function someWords(random: (limit: number) => number, count = 3): string {
  return Array.from({ length: count }, () => vocabulary[random(vocabulary.length)]).join(" ");
}

/**
 * Customers with two sessions each whose messages share a few words; some were deleted, suppressed or
 * never sent, and a system line is among them. Indexed as the embed job would, without vectors.
 */
export async function createWorld(run: RunSql, customers: number, seed = 7): Promise<World> {
  const random = randomFrom(seed);
  const sessions = Array.from({ length: customers }, () => randomUUID()).flatMap((customerId) =>
    (["closed", "active"] as const).map((status) => ({ id: randomUUID(), customerId, status })),
  );
  const people = [...new Set(sessions.map((session) => session.customerId))];
  await run(
    `with added as (insert into customers (id, display_name) select unnest($1::uuid[]), 'Namukasa Ruth')
     insert into customer_identities (customer_id, kind, value) select id, 'wa_user_id', 'UG.' || id from unnest($1::uuid[]) id`,
    [people],
  );
  await run(
    `insert into chat_sessions (id, customer_id, phone_number_id, status, expires_at)
     select (s ->> 'id')::uuid, (s ->> 'customerId')::uuid, '700800900100200', s ->> 'status', now() + interval '30 days'
     from jsonb_array_elements($1::jsonb) s`,
    [JSON.stringify(sessions)],
  );
  const lines = sessions.flatMap((session) =>
    Array.from({ length: 10 }, () => ({
      ...session,
      text: someWords(random, 4),
      kind: ["in", "in", "in", "out", "out", "out", "deleted", "suppressed", "failed", "system"][
        random(10)
      ],
    })),
  );
  await run(
    `insert into chat_messages
       (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, deleted_at, embedding_status)
     select (l ->> 'id')::uuid, (l ->> 'customerId')::uuid,
            case when l ->> 'kind' in ('in', 'deleted') then 'inbound' when l ->> 'kind' = 'system' then 'system' else 'outbound' end,
            case when l ->> 'kind' in ('in', 'deleted') then 'customer' when l ->> 'kind' = 'system' then 'system' else 'bot' end,
            'text', l ->> 'text', l ->> 'text',
            case when l ->> 'kind' in ('out', 'suppressed', 'failed') then 'reply' end,
            case l ->> 'kind' when 'out' then 'sent' when 'suppressed' then 'suppressed' when 'failed' then 'failed' end,
            case when l ->> 'kind' = 'deleted' then now() end, 'embedded'
     from jsonb_array_elements($1::jsonb) with ordinality x (l, place) order by x.place`,
    [JSON.stringify(lines)],
  );
  // Even what must never be found has chunks here: the search itself has to leave it out.
  await run(
    `insert into message_embeddings
       (message_id, chunk_index, customer_id, session_id, seq, chunk_text, start_token, end_token, chunk_count,
        search, words, mentions_time, content_hash)
     select m.id, 0, m.customer_id, m.session_id, m.seq, m.rendered_text, 0, 4, 1,
            search_vector(m.rendered_text, m.created_at, null), 4, false, 'x'
     from chat_messages m where m.customer_id = any ($1::uuid[])`,
    [people],
  );
  await run("analyze chat_messages, message_embeddings, chat_sessions");
  const rows = await run<{
    id: string;
    seq: string;
    customer_id: string;
    session_id: string;
    said: boolean;
  }>(
    `select m.id, m.seq::text, m.customer_id, m.session_id,
            m.direction <> 'system' and m.deleted_at is null and coalesce(m.state not in ('suppressed', 'failed'), true) as said
     from chat_messages m where m.customer_id = any ($1::uuid[]) order by m.seq`,
    [people],
  );
  return {
    sessionIds: sessions.map((session) => session.id),
    messages: new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          seq: Number(row.seq),
          customerId: row.customer_id,
          sessionId: row.session_id,
          said: row.said,
        },
      ]),
    ),
  };
}
