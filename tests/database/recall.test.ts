import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { judge, recallAll, someQueries } from "./recall-queries";
import { createWorld, type RunSql } from "./recall-world";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  startConversation,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const settings = {
  batch: 64,
  lease_ms: 60_000,
  grace_ms: 0,
  max_attempts: 2,
  backoff_ms: 1,
  model: "m",
  chunking: "v1",
};
type Claim = {
  claim: string;
  messages: {
    id: string;
    text: string;
    before: string | null;
    content_hash: string;
    done: boolean;
  }[];
};

const run = async (): Promise<RunSql> => {
  const client = await database.superuser();
  return async <Row>(sql: string, params: unknown[] = []) =>
    (await client.query(sql, params)).rows as Row[];
};
const chunk = (text: string) => ({ text, start_token: 0, end_token: 3 });
let shared: ReturnType<typeof database.as> | undefined;
const service = () => {
  shared ??= database.as("service_role");
  return shared;
};
const claimAll = async () => call<Claim>(await service(), "claim_embeddings", settings);
const save = async (claimed: Claim, id: string, texts: string[]) => {
  const hash = claimed.messages.find((message) => message.id === id)?.content_hash ?? "";
  return call<string>(
    await service(),
    "save_embeddings",
    id,
    claimed.claim,
    hash,
    JSON.stringify(texts.map(chunk)),
  );
};
const found = async (sessionId: string, words: string, uptoSeq: number | null = null) => {
  const client = await service();
  const result = await client.query<{
    r: {
      hits: { chunk_text: string; chunk_count: number; after: { text: string } | null }[];
      arms: object;
    };
  }>("select recall_messages($1, array[$2], null, $3, 1, 5, '{\"min_coverage\": 0}') as r", [
    sessionId,
    words,
    uptoSeq,
  ]);
  return result.rows[0]?.r ?? { hits: [], arms: {} };
};
/** A conversation whose messages are all indexed, and one question after them. */
async function conversation(texts: string[]) {
  const client = await service();
  const { phone, sessionId } = await startConversation(client, { text: texts[0] ?? "" });
  for (const text of [...texts.slice(1), "And now?"])
    await ingest(client, messageItem({ phone, text }));
  const claimed = await claimAll();
  for (const message of claimed.messages) await save(claimed, message.id, [message.text]);
  const { rows } = await client.query<{ id: string; rendered_text: string }>(
    "select id, rendered_text from chat_messages where session_id = $1 order by seq",
    [sessionId],
  );
  return { client, phone, sessionId, ids: rows.map((row) => row.id) };
}

it("P14: by words alone, random searches show nothing foreign, unsaid, newer or in the window", async () => {
  const sql = await run();
  const world = await createWorld(sql, 20);
  const { shown, wrong } = judge(world, await recallAll(sql, someQueries(world, 300, 11, null)));
  expect(wrong).toEqual({ foreign: 0, window: 0, newer: 0, unsaid: 0 });
  expect(shown).toBeGreaterThan(2_000);
});

it("finds by words without pgvector: stems, words of other languages, and the turn that answers the one before", async () => {
  const { sessionId } = await conversation([
    "What do you charge for shoes?",
    "Sixty thousand a pair",
    "My parcels were delayed at customs",
    "Mzigo wangu uko wapi",
    "Thanks, bye",
  ]);
  expect((await found(sessionId, "delay of the parcel")).hits[0]?.chunk_text).toBe(
    "My parcels were delayed at customs",
  );
  expect((await found(sessionId, "mzigo wapi")).hits[0]?.chunk_text).toBe("Mzigo wangu uko wapi");
  const shoes = (await found(sessionId, "shoes")).hits;
  expect(shoes.slice(0, 2).map((hit) => hit.chunk_text)).toEqual([
    "What do you charge for shoes?",
    "Sixty thousand a pair",
  ]);
  expect(shoes[0]?.after?.text).toBe("Sixty thousand a pair");
  expect((await found(sessionId, "shoes")).arms).toEqual({ lexical: "ok", vector: "off" });
});

it("finds what the customer said in an earlier session, and nothing that came after the question", async () => {
  const { client, phone, sessionId, ids } = await conversation([
    "The wardrobe is for my mother",
    "Hello again",
  ]);
  await client.query("update chat_sessions set status = 'closed' where id = $1", [sessionId]);
  const next = await startConversation(client, { phone, text: "What was it that I ordered?" });
  expect(next.sessionId).not.toBe(sessionId);
  expect((await found(next.sessionId, "wardrobe")).hits.map((hit) => hit.chunk_text)).toContain(
    "The wardrobe is for my mother",
  );
  const first = await one<{ seq: number }>(
    client,
    "select seq from chat_messages where id = $1",
    ids[0],
  );
  expect((await found(next.sessionId, "wardrobe", first.seq - 1)).hits).toEqual([]);
});

it("recalls nothing when no message carries enough of the question", async () => {
  const { client, sessionId } = await conversation([
    "My parcel weighs five kilos",
    ...Array.from({ length: 10 }, (_, n) => `Something else ${n}`),
  ]);
  const ask = (floor: number) =>
    client.query(
      "select jsonb_array_length(recall_messages($1, array['parcel insurance abroad politics'], null, null, 1, 5, $2) -> 'hits') as n",
      [sessionId, { min_coverage: floor }],
    );
  expect((await ask(0.05)).rows).toEqual([{ n: 3 }]);
  expect((await ask(0.6)).rows).toEqual([{ n: 0 }]);
});

it("of jobs that claim at once each message goes to one, and comes back after its lease", async () => {
  const client = await service();
  await (await database.superuser()).query(
    "update chat_messages set embedding_status = 'embedded'",
  );
  for (let n = 0; n < 20; n += 1) await ingest(client, messageItem({ text: `Message ${n}` }));
  const clients = await Promise.all(Array.from({ length: 5 }, () => database.as("service_role")));
  const claims = await Promise.all(
    clients.map((each) => call<Claim>(each, "claim_embeddings", { ...settings, batch: 7 })),
  );
  const ids = claims.flatMap((each) => each.messages.map((message) => message.id));
  expect(ids).toHaveLength(20);
  expect(new Set(ids).size).toBe(20);
  expect((await claimAll()).messages).toEqual([]);
  const later = await call<Claim>(
    client,
    "claim_embeddings",
    settings,
    new Date(Date.now() + 61_000).toISOString(),
  );
  expect(later.messages).toHaveLength(20);
  // The first claim was overtaken: what it brings is not stored.
  const overtaken = claims.find((each) => each.messages.length > 0);
  const late = overtaken && (await save(overtaken, overtaken.messages[0]?.id ?? "", ["late"]));
  expect(late).toBe("superseded");
});

it("P16: a search during a re-embedding sees all old chunks or all new ones, never both or neither", async () => {
  const { client, sessionId, ids } = await conversation(["old old", "Fine"]);
  const id = ids[0] ?? "";
  const requeue =
    "update chat_messages set embedding_status = 'pending', embedding_next_at = null where id = $1";
  const reader = await database.as("service_role");
  const seen = new Set<string>();
  let going = true;
  const reading = (async () => {
    while (going) {
      const { rows } = await reader.query<{ chunks: string }>(
        "select string_agg(chunk_text || '/' || chunk_count, ',' order by chunk_index) as chunks from message_embeddings where message_id = $1",
        [id],
      );
      seen.add(rows[0]?.chunks ?? "none");
    }
  })();
  for (let round = 0; round < 15; round += 1) {
    await client.query(requeue, [id]);
    const claimed = await call<Claim>(client, "claim_embeddings", {
      ...settings,
      chunking: `v${round}`,
    });
    expect(
      await save(claimed, id, round % 2 === 0 ? ["new 1", "new 2", "new 3"] : ["old old"]),
    ).toBe("searchable");
  }
  going = false;
  await reading;
  expect([...seen].sort()).toEqual(["new 1/3,new 2/3,new 3/3", "old old/1"]);
  const [hit] = (await found(sessionId, "new")).hits;
  expect(hit).toMatchObject({ chunk_text: expect.stringMatching(/^new/), chunk_count: 3 });
});

it("an edit, a caption or a transcript is indexed anew; a deletion is forgotten at once, by its neighbour too", async () => {
  const { client, sessionId, ids } = await conversation(["[Voice message]", "Fine", "Third"]);
  const [voice, next] = ids;
  const status = (id: string | undefined) =>
    one(client, "select embedding_status, embedding_attempts from chat_messages where id = $1", id);
  const superuser = await database.superuser();
  await superuser.query(
    "update chat_messages set embedding_status = 'embedded' where session_id = $1",
    [sessionId],
  );
  await superuser.query(
    "update chat_messages set rendered_text = '[Voice message] Please send the wardrobe' where id = $1",
    [voice],
  );
  expect(await status(voice)).toEqual({ embedding_status: "pending", embedding_attempts: 0 });
  expect(await status(next)).toMatchObject({ embedding_status: "pending" });
  const claimed = await claimAll();
  expect(claimed.messages.map((message) => [message.text, message.before])).toEqual([
    ["[Voice message] Please send the wardrobe", null],
    ["Fine", "[Voice message] Please send the wardrobe"],
  ]);
  // Changed again while the claim runs: what was made of the older text is not stored.
  await superuser.query(
    "update chat_messages set rendered_text = 'Please send the sofa' where id = $1",
    [voice],
  );
  expect(await save(claimed, voice ?? "", ["Please send the wardrobe"])).toBe("superseded");
  const again = await claimAll();
  expect(await save(again, voice ?? "", ["Please send the sofa"])).toBe("searchable");
  expect((await found(sessionId, "sofa")).hits[0]?.chunk_text).toBe("Please send the sofa");
  await superuser.query(
    "update chat_messages set deleted_at = now(), rendered_text = '[Message deleted by the customer]' where id = $1",
    [voice],
  );
  expect(await status(voice)).toMatchObject({ embedding_status: "skipped" });
  expect(await status(next)).toMatchObject({ embedding_status: "pending" });
  expect((await found(sessionId, "sofa")).hits).toEqual([]);
});

it("when the first messages of a conversation are removed, the one that follows is embedded without them", async () => {
  const { client, sessionId, ids } = await conversation(["secret words", "Fine", "Third"]);
  const superuser = await database.superuser();
  await superuser.query(
    "update chat_messages set embedding_status = 'embedded' where session_id = $1",
    [sessionId],
  );
  await superuser.query("delete from chat_messages where id = any ($1)", [ids.slice(0, 2)]);
  const { rows } = await client.query(
    "select rendered_text, embedding_status from chat_messages where session_id = $1 order by seq",
    [sessionId],
  );
  expect(rows).toEqual([
    { rendered_text: "Third", embedding_status: "pending" },
    { rendered_text: "And now?", embedding_status: "embedded" },
  ]);
  expect(
    (
      await client.query("select 1 from message_embeddings where message_id = any ($1)", [
        ids.slice(0, 2),
      ])
    ).rowCount,
  ).toBe(0);
});

it("a reply that failed or never left is not remembered; one that is sent is", async () => {
  const client = await service();
  const { messageId, sessionId } = await queuedReply(client);
  const claimed = await claimAll();
  await save(claimed, messageId, ["Hello from Parcelo."]);
  const begun = await beginSend(client, messageId);
  const question = messageItem({
    phone: (
      await one<{ value: string }>(
        await database.superuser(),
        "select i.value from customer_identities i join chat_sessions s using (customer_id) where s.id = $1",
        sessionId,
      )
    ).value,
  });
  await ingest(client, question);
  expect((await found(sessionId, "hello Parcelo")).hits.map((hit) => hit.chunk_text)).toContain(
    "Hello from Parcelo.",
  );
  await recordSend(client, begun.attempt_id, {
    kind: "failed",
    error_code: 131026,
    error_reason: "undeliverable",
    retryable: false,
  });
  expect(
    (
      await one<{ state: string }>(
        client,
        "select state from chat_messages where id = $1",
        messageId,
      )
    ).state,
  ).toBe("failed");
  expect((await found(sessionId, "hello Parcelo")).hits.map((hit) => hit.chunk_text)).not.toContain(
    "Hello from Parcelo.",
  );
});

it("a failing message waits longer each time, then fails for good; redrive counts those that wait", async () => {
  await claimAll();
  const client = await service();
  await ingest(client, messageItem({ text: "Unlucky" }));
  const fail = async () => {
    const claimed = await call<Claim>(
      client,
      "claim_embeddings",
      settings,
      new Date(Date.now() + 5_000).toISOString(),
    );
    const message = claimed.messages.find((each) => each.text === "Unlucky");
    return call<number>(client, "postpone_embeddings", claimed.claim, [message?.id], settings);
  };
  const later = new Date(Date.now() + 30_000).toISOString();
  expect(
    (await call<{ waiting: number }>(client, "find_unembedded", settings, later)).waiting,
  ).toBeGreaterThan(0);
  expect(await fail()).toBe(0);
  expect(await fail()).toBe(1);
  expect(
    await one(
      client,
      "select embedding_status, embedding_attempts from chat_messages where rendered_text = 'Unlucky'",
    ),
  ).toEqual({ embedding_status: "failed", embedding_attempts: 2 });
});

it("what was recalled is recorded with its turn, replaced by a second generation, never another customer's", async () => {
  const { client, sessionId, ids } = await conversation(["The wardrobe"]);
  const foreign = await conversation(["Somebody else"]);
  const turn = await claim(client, sessionId);
  const hit = (message_id: string | undefined, rank: number, cut_reason: string | null) => ({
    message_id,
    chunk_index: 0,
    chunk_count: 1,
    similarity: 0.5,
    lexical: 2,
    score: 0.7,
    rank,
    cut_reason,
  });
  await call(
    client,
    "save_recall_hits",
    turn.turn_id,
    JSON.stringify([hit(randomUUID(), 1, null)]),
  );
  expect(
    await call(
      client,
      "save_recall_hits",
      turn.turn_id,
      JSON.stringify([hit(ids[0], 1, "budget"), hit(foreign.ids[0], 2, null)]),
    ),
  ).toBe(1);
  expect(
    await one(
      client,
      "select message_id, injected, cut_reason from recall_hits where turn_id = $1",
      turn.turn_id,
    ),
  ).toEqual({ message_id: ids[0], injected: false, cut_reason: "budget" });
});
