import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { type Memory, openMemory } from "../eval/open-memory";
import { judge, recallAll, someQueries } from "./recall-queries";
import { createWorld, type World } from "./recall-world";

/** On the embedded database, which carries pgvector, through the service's own code. */
let memory: Memory;
beforeAll(async () => {
  memory = await openMemory({ EMBEDDINGS_MIN_SIMILARITY: "0.2" });
});
afterEach(async () => {
  await provider("DELETE", "/faults");
  vi.unstubAllEnvs();
  vi.resetModules();
});
afterAll(() => memory.close());

const sql: Memory["supabase"]["query"] = (text, params) => memory.supabase.query(text, params);
const provider = (method: string, path: string, body?: object) =>
  fetch(`${memory.providers.url}/_local${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const journal = z.object({
  entries: z.array(z.object({ body: z.object({ input: z.array(z.string()) }) })),
});
/** Texts that were sent to be embedded so far. */
const sentTexts = async () => {
  const answer = await (await provider("GET", "/journal?target=embeddings&limit=20000")).json();
  return journal.parse(answer).entries.flatMap((entry) => entry.body.input);
};
/** The environment is read once a process, so a test that changes it takes fresh modules. */
const recall = async () => (await import("@/lib/recall/recall-messages")).recallMessages;
const embed = async () => (await import("@/lib/recall/embed-pending")).embedPending;
const embedAll = async () => {
  const embedPending = await embed();
  while ((await embedPending()).claimed > 0);
};

/** A customer with these messages, waiting to be embedded, and a question after two others. */
async function conversation(texts: string[]) {
  const [customerId, sessionId] = [randomUUID(), randomUUID()];
  await sql(
    `with person as (insert into customers (id, display_name) values ($1, 'Ruth'))
     insert into customer_identities (customer_id, kind, value) values ($1, 'wa_user_id', $2)`,
    [customerId, `UG.${customerId}`],
  );
  await sql(
    "insert into chat_sessions (id, customer_id, phone_number_id, expires_at) values ($1, $2, '1', now() + interval '1 day')",
    [sessionId, customerId],
  );
  const fillers = ["ok", "ok", "ok"];
  const rows = await sql<{ id: string; seq: string }>(
    `insert into chat_messages (session_id, customer_id, direction, author, message_type, text, rendered_text)
     select $1, $2, 'inbound', 'customer', 'text', t, t from unnest($3::text[]) with ordinality x (t, place) order by place
     returning id, seq::text`,
    [sessionId, customerId, [...texts, ...fillers]],
  );
  const uptoSeq = Number(rows.at(-1)?.seq);
  return {
    customerId,
    sessionId,
    ids: rows.map((row) => row.id),
    ask: async (question: string) =>
      (await recall())({ customerId, sessionId, uptoSeq, windowSize: 3, queries: [question] }),
  };
}
const talk = [
  "My mother needs a wheelchair for her house in Mbale",
  "The suitcase that I bought is too small",
  "Please deliver before Friday",
];
const chunksOf = (id: string | undefined) =>
  sql<{ model: string | null; dims: number; chunk_count: number }>(
    `select model, dimensions as dims, chunk_count from message_embeddings where message_id = $1 order by chunk_index`,
    [id],
  );
const statusOf = async (id: string | undefined) =>
  (
    await sql<{ s: string }>("select embedding_status as s from chat_messages where id = $1", [id])
  )[0]?.s;

it("embeds what was said with model and size, each text once however many jobs run, and skips what says nothing", async () => {
  const { ids } = await conversation([...talk, "[Image]"]);
  const before = (await sentTexts()).length;
  const embedPending = await embed();
  const batches = await Promise.all([embedPending(), embedPending(), embedPending()]);
  expect(batches.reduce((sum, batch) => sum + batch.embedded, 0)).toBe(6);
  const sent = (await sentTexts()).slice(before);
  expect(sent).toHaveLength(6);
  expect(sent).toContain(`${talk[0]}\n${talk[1]}`);
  expect(await chunksOf(ids[0])).toEqual([
    { model: "text-embedding-3-small", dims: 1536, chunk_count: 1 },
  ]);
  expect([await statusOf(ids[0]), await statusOf(ids[3])]).toEqual(["embedded", "skipped"]);
  // Queued again without a change: nothing is sent a second time.
  await sql("update chat_messages set embedding_status = 'pending' where id = $1", [ids[0]]);
  expect(await embedPending()).toMatchObject({ claimed: 1, kept: 1, embedded: 0 });
  expect(await sentTexts()).toHaveLength(before + 6);
});

it("recalls by meaning and by words, with what was said around, never the window or the question", async () => {
  const { ask, ids } = await conversation(talk);
  await embedAll();
  const { hits, arms, chunkCount, embedding } = await ask("Why is my suitcase not big enough?");
  expect(arms).toEqual({ vector: "ok", lexical: "ok" });
  expect(hits[0]).toMatchObject({ message_id: ids[1], chunk_text: talk[1], rank: 1 });
  expect(hits[0]?.similarity).toBeGreaterThan(0.2);
  expect(hits.every((hit) => ids.slice(0, 3).includes(hit.message_id))).toBe(true);
  expect(chunkCount).toBe(6);
  expect(embedding?.vectors[0]).toHaveLength(1536);
});

it("when the embedder fails words serve; when the vectors fail too, and when the words fail vectors serve", async () => {
  const { ask, ids } = await conversation(talk);
  await embedAll();
  await provider("POST", "/faults", { kind: "status", target: "embeddings", status: 500 });
  const byWords = await ask("wheelchair for my mother");
  expect(byWords.arms).toEqual({ vector: "failed", lexical: "ok" });
  expect(byWords.hits[0]).toMatchObject({ message_id: ids[0], similarity: null });
  await provider("DELETE", "/faults");
  const vectors = "recall_by_vectors(uuid, jsonb, bigint, integer, integer, jsonb)";
  const words = "recall_by_words(uuid, text[], bigint, integer, integer, jsonb)";
  for (const [broken, arms] of [
    [vectors, { vector: "failed", lexical: "ok" }],
    [words, { vector: "ok", lexical: "failed" }],
  ] as const) {
    await sql(`alter function ${broken} rename to out_of_order`);
    const left = await ask("wheelchair for my mother");
    expect(left.arms).toEqual(arms);
    expect(left.hits[0]?.message_id).toBe(ids[0]);
    await sql(
      `alter function ${broken.replace(/^\w+/, "out_of_order")} rename to ${broken.split("(")[0]}`,
    );
  }
  await sql("alter table message_embeddings rename to lost");
  const without = await ask("wheelchair");
  await sql("alter table lost rename to message_embeddings");
  expect(without).toMatchObject({ hits: [], arms: { vector: "failed", lexical: "failed" } });
});

it("is off at once with ENABLE_VECTOR_RECALL=false or a limit of 0, and then sends nothing", async () => {
  const { ask } = await conversation(talk);
  await embedAll();
  const before = (await sentTexts()).length;
  for (const [name, value] of [
    ["ENABLE_VECTOR_RECALL", "false"],
    ["EMBEDDINGS_RECALL_LIMIT", "0"],
  ] as const) {
    vi.resetModules();
    vi.stubEnv(name, value);
    expect(await ask("wheelchair")).toMatchObject({
      hits: [],
      arms: { vector: "off", lexical: "off" },
    });
    vi.unstubAllEnvs();
  }
  vi.resetModules();
  vi.stubEnv("ENABLE_VECTOR_RECALL", "false");
  await conversation(talk);
  expect(await (await embed())()).toMatchObject({ claimed: 0 });
  expect(await sentTexts()).toHaveLength(before);
});

it("while the embedder fails new words are found all the same, and get their vectors after a redrive", async () => {
  vi.resetModules();
  const { ask, ids } = await conversation(talk);
  await provider("POST", "/faults", { kind: "status", target: "embeddings", status: 503 });
  expect(await (await embed())()).toMatchObject({ embedded: 0 });
  expect(await statusOf(ids[0])).toBe("pending");
  expect((await ask("wheelchair")).hits[0]?.message_id).toBe(ids[0]);
  await provider("DELETE", "/faults");
  expect(await (await embed())()).toMatchObject({ claimed: 0 });
  await sql(
    "update chat_messages set embedding_next_at = now() - interval '1 minute', created_at = created_at - interval '1 hour' where embedding_status = 'pending'",
  );
  const { findUnembedded } = await import("@/lib/recall/find-unembedded");
  expect((await findUnembedded()).waiting).toBeGreaterThan(0);
  await embedAll();
  expect(await statusOf(ids[0])).toBe("embedded");
  expect((await findUnembedded()).waiting).toBe(0);
});

it("one text that the embedder refuses does not keep the others from their vectors", async () => {
  const { ids } = await conversation(["Good words", "cursed words", "More good words"]);
  await provider("POST", "/faults", {
    kind: "status",
    target: "embeddings",
    status: 400,
    contains: "cursed",
  });
  const batch = await (await embed())();
  expect(batch.postponed).toBe(2);
  expect([await statusOf(ids[0]), await statusOf(ids[1]), await statusOf(ids[4])]).toEqual([
    "embedded",
    "pending",
    "embedded",
  ]);
  await provider("DELETE", "/faults");
  await sql("update chat_messages set embedding_next_at = null where embedding_status = 'pending'");
  await embedAll();
});

it("changes the model while serving: paused and resumed, old vectors are found until the new ones replace them", async () => {
  vi.resetModules();
  const { ask, ids } = await conversation(talk);
  await embedAll();
  vi.resetModules();
  vi.stubEnv("EMBEDDINGS_MODEL", "text-embedding-3-large");
  const { advanceReembed } = await import("@/lib/recall/advance-reembed");
  const similarity = async () => {
    const { hits } = await ask("Why is my suitcase not big enough?");
    return hits.find((hit) => hit.message_id === ids[1])?.similarity;
  };
  await sql("select set_config('request.jwt.claims', '{\"role\":\"service_role\"}', false)");
  const [begun] = await sql<{ run: { id: string; total: number } }>(
    "select begin_reembed('text-embedding-3-large') as run",
  );
  const run = begun?.run;
  expect(run?.total).toBeGreaterThan(5);
  await expect(sql("select begin_reembed('text-embedding-3-large')")).rejects.toThrow(
    "reembed_already_open",
  );
  expect(await similarity()).toBeGreaterThan(0.2);
  await sql("select set_reembed_state($1, 'paused')", [run?.id]);
  expect(await advanceReembed(run?.id ?? "")).toEqual({ state: "paused", queued: 0 });
  await sql("select set_reembed_state($1, 'running')", [run?.id]);
  let state = "running";
  while (state === "running") {
    ({ state } = await advanceReembed(run?.id ?? ""));
    expect(await similarity()).toBeGreaterThan(0.2);
    await embedAll();
  }
  expect(state).toBe("finished");
  expect(await sql("select distinct model from message_embeddings")).toEqual([
    { model: "text-embedding-3-large" },
  ]);
  expect(await similarity()).toBeGreaterThan(0.2);
  await sql("select set_config('request.jwt.claims', '', false)");
});

it("P14: 2,000 random searches over 50 customers show nothing foreign, unsaid, newer or in the window", async () => {
  const world = await createWorld(sql, 50);
  await giveVectors(world);
  const vectorOf = (random: (limit: number) => number) => oneHot(random(8));
  const asked = someQueries(world, 300, 5, vectorOf);
  const { shown, wrong } = judge(
    world,
    await recallAll(sql, [...asked, ...someQueries(world, 1_700, 6, null)]),
  );
  expect(wrong).toEqual({ foreign: 0, window: 0, newer: 0, unsaid: 0 });
  expect(shown).toBeGreaterThan(10_000);
  const matched = await Promise.all(
    asked.slice(0, 40).map(async (query) => ({
      query,
      hits: (
        await sql<{ message_id: string }>(
          "select message_id from match_session_messages($1, $2, 20, upto_seq => $3, window_size => $4)",
          [query.sessionId, JSON.stringify(query.vector), query.upto, query.window],
        )
      ).map((hit) => ({ ...hit, before: null, after: null })),
    })),
  );
  const nearest = judge(world, matched);
  expect(nearest.wrong).toEqual({ foreign: 0, window: 0, newer: 0, unsaid: 0 });
  expect(nearest.shown).toBeGreaterThan(200);
}, 240_000);

function oneHot(direction: number): number[] {
  return Array.from({ length: 1_536 }, (_, n) => (n === direction ? 1 : 0));
}

/** Eight directions for all messages, so that every customer has some as near as any other's. */
async function giveVectors(world: World) {
  await sql(
    `update message_embeddings e
     set model = 'm', dimensions = 1536, embedding = v.vector::extensions.vector
     from unnest($1::text[]) with ordinality v (vector, place)
     where e.message_id = any ($2::uuid[]) and e.seq % 8 = v.place - 1`,
    [Array.from({ length: 8 }, (_, n) => JSON.stringify(oneHot(n))), [...world.messages.keys()]],
  );
}
