import { describe, expect, it } from "vitest";
import {
  beginSend,
  type Claimed,
  claim,
  ingest,
  messageItem,
  one,
  recordSend,
  someWamid,
  startConversation,
  turnSettings,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Begun = {
  steps: { round: number; kind: string; content: unknown }[];
  last_language: string | null;
  is_drafted: boolean;
};
type Client = Awaited<ReturnType<typeof database.as>>;

const begin = (client: Client, turn: Claimed, fence = turn.fence) =>
  call<Begun | null>(client, "begin_turn_step", turn.turn_id, fence, 60_000, 12);
const save = (client: Client, turn: Claimed, progress: object, fence = turn.fence) =>
  call<boolean>(client, "save_turn_progress", turn.turn_id, fence, progress);
const commit = (client: Client, turn: Claimed) =>
  call<{ kind: string; message_ids: string[] }>(
    client,
    "commit_turn",
    turn.turn_id,
    turn.fence,
    turnSettings,
  );
const turnRow = async (turn: Claimed) =>
  one(await database.superuser(), "select * from agent_turns where id = $1", turn.turn_id);
const sessionRow = async (sessionId: string) =>
  one(await database.superuser(), "select * from chat_sessions where id = $1", sessionId);

const material = {
  round: 0,
  call_no: -1,
  item_no: 0,
  kind: "material",
  content: { words: "mine" },
};
const prompt = {
  round: 0,
  call_no: 0,
  attempt: 0,
  purpose: "answer",
  model: "luna",
  instructions: "rules",
  input: [],
  tools: [],
  counted_tokens: 12,
  result: "ok",
};

async function claimed() {
  const client = await database.as("service_role");
  const { phone, sessionId } = await startConversation(client);
  return { client, phone, sessionId, turn: await claim(client, sessionId) };
}

/** A reply that says that a person takes over, committed and waiting to be sent. */
async function farewell(reason = "asked_for_person") {
  const scene = await claimed();
  await save(scene.client, scene.turn, {
    parts: ["A colleague takes over."],
    hand_off_reason: reason,
  });
  const { message_ids } = await commit(scene.client, scene.turn);
  return { ...scene, messageId: message_ids[0] ?? "" };
}

describe("working rows of a turn", () => {
  it("what one step saves the next one reads; a repeated save replaces it, usage adds up", async () => {
    const { client, turn } = await claimed();
    const usage = [
      { model: "luna", input_tokens: 100, cached_tokens: 10, output_tokens: 5, cost_usd: 0.001 },
    ];
    const progress = { steps: [material], prompts: [prompt], usage, latency_ms: { model: 40 } };
    expect(await save(client, turn, progress)).toBe(true);
    await save(client, turn, { ...progress, usage: [{ ...usage[0], model: "sol" }] });
    expect((await begin(client, turn))?.steps).toMatchObject([material]);
    expect(await turnRow(turn)).toMatchObject({
      models: ["luna", "sol"],
      input_tokens: 200,
      cached_tokens: 20,
      output_tokens: 10,
      cost_usd: "0.002000",
      latency_ms: { model: 80, quiet: expect.any(Number), claim: expect.any(Number) },
    });
  });

  it("a run that lost its turn reads nothing and writes nothing", async () => {
    const { client, turn } = await claimed();
    expect(await begin(client, turn, turn.fence + 1)).toBeNull();
    expect(await save(client, turn, { parts: ["late"] }, turn.fence + 1)).toBe(false);
    expect((await turnRow(turn)).draft).toBeNull();
  });

  it("an empty draft is refused whole", async () => {
    const { client, turn } = await claimed();
    await expect(save(client, turn, { route: "general", parts: [" "] })).rejects.toThrow(/draft/);
    expect((await turnRow(turn)).route).toBeNull();
  });

  it("a restart keeps what tools did and forgets the draft with its hand-over", async () => {
    const { client, phone, turn } = await claimed();
    await save(client, turn, {
      steps: [{ ...material, call_no: 0, kind: "tool_result", content: { done: true } }],
      parts: ["Draft"],
      hand_off_reason: "asked_for_person",
    });
    await ingest(client, messageItem({ phone }));
    expect((await commit(client, turn)).kind).toBe("restart");
    expect((await begin(client, turn))?.steps).toHaveLength(1);
    await save(client, turn, { parts: ["Again"], hand_off_reason: null });
    expect(await turnRow(turn)).toMatchObject({ draft: ["Again"], hand_off_reason: null });
  });

  it("when the turn ends its working rows are gone, the prompts stay and go with the customer", async () => {
    const { client, turn } = await claimed();
    await save(client, turn, { steps: [material], prompts: [prompt], parts: ["Hi"] });
    const { message_ids } = await commit(client, turn);
    const { attempt_id } = await beginSend(client, message_ids[0] ?? "");
    await recordSend(client, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
    const reader = await database.superuser();
    const count = (table: string) =>
      one(reader, `select count(*)::integer as n from ${table} where turn_id = $1`, turn.turn_id);
    expect(await turnRow(turn)).toMatchObject({
      outcome: "sent",
      latency_ms: { commit: expect.any(Number), send: expect.any(Number) },
    });
    expect([await count("turn_steps"), await count("turn_prompts")]).toEqual([{ n: 0 }, { n: 1 }]);
    await reader.query(
      "delete from customers where id = (select customer_id from agent_turns where id = $1)",
      [turn.turn_id],
    );
    expect(await count("turn_prompts")).toEqual({ n: 0 });
  });

  it("the language of the last turn is known to the next", async () => {
    const { client, phone, sessionId, turn } = await claimed();
    await save(client, turn, { triage: { language: "sw" }, parts: ["Habari"] });
    await commit(client, turn);
    await ingest(client, messageItem({ phone }));
    const next = await claim(client, sessionId);
    expect((await begin(client, next))?.last_language).toBe("sw");
  });
});

describe("P9: a hand-over that the reply announces", () => {
  it("the bot owns the session until the reply has left, then a person does", async () => {
    const { client, sessionId, turn, messageId } = await farewell();
    expect(await sessionRow(sessionId)).toMatchObject({ owner: "bot" });
    const { attempt_id, kind } = await beginSend(client, messageId);
    expect(kind).toBe("send");
    await recordSend(client, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
    expect(await sessionRow(sessionId)).toMatchObject({
      owner: "human",
      owner_reason: "asked_for_person",
    });
    expect(await turnRow(turn)).toMatchObject({
      outcome: "handed_off",
      outcome_reason: "asked_for_person",
    });
  });

  it("a person who takes over first keeps it from leaving, and stays the owner", async () => {
    const { client, sessionId, turn, messageId } = await farewell();
    const staff = await database.superuser();
    await staff.query("select give_to_human($1, 'staff_took_over')", [sessionId]);
    expect((await beginSend(client, messageId)).kind).toBe("done");
    expect(await turnRow(turn)).toMatchObject({ outcome: "suppressed" });
    expect(await sessionRow(sessionId)).toMatchObject({ owner_reason: "staff_took_over" });
  });

  it("a reply that cannot be sent hands over all the same", async () => {
    const { client, sessionId, messageId } = await farewell("model_failed");
    const { attempt_id } = await beginSend(client, messageId);
    await recordSend(client, attempt_id, {
      kind: "failed",
      error_code: 131026,
      reason: "undeliverable",
      retry: false,
      stops_account: false,
    });
    expect(await sessionRow(sessionId)).toMatchObject({ owner: "human" });
  });

  it("a turn that began meanwhile ends without a second reply", async () => {
    const { client, phone, sessionId, messageId } = await farewell();
    await ingest(client, messageItem({ phone, text: "one more thing" }));
    const next = await claim(client, sessionId);
    expect(next.kind).toBe("claimed");
    const { attempt_id } = await beginSend(client, messageId);
    await recordSend(client, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
    await save(client, next, { parts: ["Second"] });
    expect((await commit(client, next)).kind).toBe("suppressed");
  });
});

it("P21: prompts as sent are read through their audited function alone, working rows by nobody signed in", async () => {
  const client = await database.superuser();
  const { rows } = await client.query(
    `select c.relname as name, has_table_privilege('authenticated', c.oid, 'select') as readable
     from pg_class c where c.relname in ('turn_prompts', 'turn_steps') order by 1`,
  );
  expect(rows).toEqual([
    { name: "turn_prompts", readable: false },
    { name: "turn_steps", readable: false },
  ]);
  const { rows: policies } = await client.query(
    "select policyname, qual from pg_policies where tablename = 'turn_prompts'",
  );
  expect(policies).toMatchObject([{ qual: expect.stringContaining("'admin'") }]);
});
