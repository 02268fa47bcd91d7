import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSupabase } from "../../local/supabase/start-supabase";
import { type RunSql, randomFrom } from "../database/recall-world";
import { percentile } from "../eval/metrics";
import type { Row } from "./print-table";

export type RecallLatency = {
  chunks: number;
  fused: { p50_ms: number; p95_ms: number };
  lexical: { p50_ms: number; p95_ms: number };
  vector: { p50_ms: number; p95_ms: number };
  plan: string;
};

const sizes = [1_000, 10_000, 50_000];

/** The search in SQL on the embedded Postgres, on disk as `npm run local` keeps it, as rows of the bench. */
export async function measureRecallAtSize(
  chunks: number,
  say: (text: string) => void,
): Promise<Row[]> {
  const { measured, bytesPerChunk } = await recallBeside(chunks, say);
  const rows = measured.flatMap(({ chunks: size, fused, lexical, vector, plan }): Row[] => {
    const scan = /Index/.test(plan) ? "by an index" : "NO INDEX";
    const name = (arm: string) => `recall, ${arm}: ${size} chunks of the customer among ${chunks}`;
    return [
      { name: name("fused"), p50: fused.p50_ms, p95: fused.p95_ms, value: scan },
      { name: name("words"), p50: lexical.p50_ms, p95: lexical.p95_ms },
      { name: name("vectors"), p50: vector.p50_ms, p95: vector.p95_ms },
    ];
  });
  const stored = `${bytesPerChunk.toFixed(0)} bytes`;
  return [...rows, { name: "one chunk in message_embeddings, indexes included", value: stored }];
}

/** A database of its own with so many chunks, the latencies in it, and what a chunk takes there. */
export async function recallBeside(chunks: number, say: (text: string) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), "parcelo-scale-"));
  const migrationsDir = join(import.meta.dirname, "../../supabase/migrations");
  const supabase = await startSupabase({ dataDir, migrationsDir });
  try {
    say(`Writing ${chunks} chunks`);
    const sessionOf = await fillChunks(supabase.query, sizes, chunks);
    const measured = await measureRecall(supabase.query, sessionOf);
    const [size] = await supabase.query<{ bytes: number }>(
      "select pg_total_relation_size('public.message_embeddings')::float8 as bytes",
    );
    return { measured, bytesPerChunk: (size?.bytes ?? 0) / chunks };
  } finally {
    await supabase.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const topics =
  "parcel customs invoice refund wardrobe laptop shoes warehouse courier address payment discount battery insurance fragile delivery motorbike container receipt voucher".split(
    " ",
  );
const fillers =
  "really maybe tomorrow please thanks again yesterday arrived ordered looking waiting number today colour bigger smaller cheaper family Kampala Entebbe Mbale Jinja London Guangzhou Dubai".split(
    " ",
  );

/** A sentence of a vocabulary in which few words are frequent, as in speech. */
function sentence(random: (limit: number) => number): string {
  const words = Array.from({ length: 8 + random(10) }, () => {
    const kind = random(10);
    if (kind < 2) return topics[random(topics.length)];
    if (kind < 6) return fillers[random(fillers.length)];
    return `w${Math.floor(random(60) ** 2)}`;
  });
  return words.join(" ");
}

/**
 * Customers of the given sizes, each in sessions of 200 messages, and as many more of 1,000 as make up
 * `total` chunks. Vectors are combinations of a few hundred random ones: writing them takes seconds.
 */
export async function fillChunks(run: RunSql, sizes: readonly number[], total: number) {
  const random = randomFrom(42);
  await run(`create table bench_vectors as
    select n, (select array_agg(random() - 0.5) from generate_series(1, 1536) where n > 0)::real[]::extensions.vector as v
    from generate_series(1, 400) n`);
  const rest = total - sizes.reduce((sum, size) => sum + size, 0);
  const customers = [...sizes, ...Array.from({ length: Math.ceil(rest / 1_000) }, () => 1_000)];
  const sessionOf = new Map<number, string>();
  for (const size of customers) {
    const customerId = randomUUID();
    await run(
      `with person as (insert into customers (id) values ($1))
       insert into customer_identities (customer_id, kind, value) values ($1, 'wa_user_id', 'UG.' || $1::text)`,
      [customerId],
    );
    for (let at = 0; at < size; at += 1_000) {
      const texts = Array.from({ length: Math.min(1_000, size - at) }, () => sentence(random));
      await fillBatch(run, customerId, texts);
    }
    const [session] = await run<{ id: string }>(
      `insert into chat_sessions (customer_id, phone_number_id, expires_at)
       values ($1, '700800900100200', now() + interval '1 day') returning id`,
      [customerId],
    );
    if (session && !sessionOf.has(size)) sessionOf.set(size, session.id);
  }
  await run("analyze chat_messages, message_embeddings, chat_sessions");
  return sessionOf;
}

async function fillBatch(run: RunSql, customerId: string, texts: string[]) {
  await run(
    `with sessions as (
       insert into chat_sessions (customer_id, phone_number_id, status, expires_at)
       select $1, '700800900100200', 'closed', now() from generate_series(1, 5) returning id
     ), numbered as (select id, row_number() over () as n from sessions),
     said as (
       insert into chat_messages (session_id, customer_id, direction, author, message_type, text, rendered_text, embedding_status)
       select s.id, $1, 'inbound', 'customer', 'text', t.text, t.text, 'embedded'
       from unnest($2::text[]) with ordinality t (text, place) join numbered s on s.n = 1 + (t.place - 1) / 200
       returning id, session_id, seq, rendered_text, created_at
     )
     insert into message_embeddings
       (message_id, chunk_index, customer_id, session_id, seq, chunk_text, start_token, end_token, chunk_count,
        search, words, mentions_time, content_hash, model, dimensions, embedding)
     select m.id, 0, $1, m.session_id, m.seq, m.rendered_text, 0, 20, 1,
            search_vector(m.rendered_text, m.created_at, null), 14, false, 'x', 'm', 1536, v.v
     from said m join bench_vectors v on v.n = 1 + m.seq % 400`,
    [customerId, texts],
  );
}

/** Latency of the search in SQL for customers of different sizes, and the plan of its scan. */
export async function measureRecall(
  run: RunSql,
  sessionOf: ReadonlyMap<number, string>,
  rounds = 20,
): Promise<RecallLatency[]> {
  const random = randomFrom(9);
  const vectors = await run<{ v: string }>("select v::text from bench_vectors limit 20");
  const measured: RecallLatency[] = [];
  for (const [chunks, sessionId] of sessionOf) {
    const questions = Array.from({ length: rounds }, (_, n) => ({
      text: `${topics[random(topics.length)]} ${sentence(random)}`.split(" ").slice(0, 7).join(" "),
      vector: vectors[n % vectors.length]?.v ?? "[]",
    }));
    const search = (withVector: boolean) => (question: { text: string; vector: string }) =>
      run("select recall_messages($1, array[$2], $3::jsonb, null, 12, 5)", [
        sessionId,
        question.text,
        withVector ? `[{"model": "m", "embedding": ${question.vector}}]` : null,
      ]);
    measured.push({
      chunks,
      fused: await timesOf(questions, search(true)),
      lexical: await timesOf(questions, search(false)),
      vector: await timesOf(questions, (question) =>
        run("select message_id from match_session_messages($1, $2, 5)", [
          sessionId,
          question.vector,
        ]),
      ),
      plan: await planOf(run, sessionId),
    });
  }
  return measured;
}

async function timesOf<Question>(
  questions: readonly Question[],
  search: (question: Question) => Promise<unknown>,
) {
  const times: number[] = [];
  const [first] = questions;
  if (first) await search(first);
  for (const question of questions) {
    const started = performance.now();
    await search(question);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50_ms: percentile(times, 0.5), p95_ms: percentile(times, 0.95) };
}

/** The scan that both arms make: the customer's chunks up to a moment. */
async function planOf(run: RunSql, sessionId: string): Promise<string> {
  const [session] = await run<{ customer_id: string }>(
    "select customer_id from chat_sessions where id = $1",
    [sessionId],
  );
  await run("set enable_seqscan = off"); // As the functions themselves have it.
  const rows = await run<Record<string, string>>(
    `explain select e.message_id, row_number() over (order by e.session_id, e.seq, e.chunk_index)
     from message_embeddings e where e.customer_id = '${session?.customer_id}' and e.seq <= 9223372036854775807`,
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
