import type { SeedTarget } from "./seed-target";

const index = "message_search_words_idx";

/**
 * Lets triggers and key checks of this connection rest, and takes the search index away: made once over
 * all words it costs a fraction of two million single entries. Returns what puts things back.
 */
export async function pauseTriggers(target: SeedTarget): Promise<() => Promise<void>> {
  const [found] = await target.query(
    "select indexdef as sql from pg_indexes where schemaname = 'public' and indexname = $1",
    [index],
  );
  if (typeof found?.sql !== "string")
    throw new Error(`The index ${index} is missing: run the migrations first.`);
  const { sql } = found;
  await target.query(`drop index public.${index}`);
  await target.query("set session_replication_role = replica");
  return async () => {
    await target.query("set session_replication_role = origin");
    await target.query(sql.replace(/^CREATE INDEX /, "create index if not exists "));
  };
}

/** The words of all messages, as the trigger would have written them. */
export async function rebuildWords(
  target: SeedTarget,
  messages: number,
  say: (text: string) => void,
): Promise<void> {
  const step = 100_000;
  for (let from = 0; from < messages; from += step) {
    await target.query(
      `insert into public.message_search (seq, words)
       select m.seq, public.bucketed_words(m.seq, m.rendered_text) from public.chat_messages m
       where m.seq > $1 and m.seq <= $2 and m.direction <> 'system' and m.deleted_at is null
         and m.rendered_text <> '' and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null)`,
      [from, from + step],
    );
    if ((from / step) % 5 === 4) say(`Words of ${Math.min(from + step, messages)} messages`);
  }
}
