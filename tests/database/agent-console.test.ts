import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  recordSend,
  someWamid,
  startConversation,
  turnSettings,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Why = Record<string, unknown> & {
  hits: {
    text: string | null;
    rank: number;
    seq: number;
    injected: boolean;
    cut_reason: string | null;
  }[];
  articles: { title: string | null; version: number }[];
};

const prompt = {
  ...{ round: 0, call_no: 0, attempt: 0, purpose: "answer", model: "luna", instructions: "rules" },
  ...{
    input: [{ role: "user", content: "Where is my parcel?" }],
    tools: [],
    counted_tokens: 12,
    result: "ok",
  },
};

/** A turn that recalled two older messages, one of which had no room, and answered. */
async function answered(reason: string | null = null) {
  const service = await database.as("service_role");
  const { phone, sessionId } = await startConversation(service, { text: "The red shoes, size 38" });
  await ingest(service, messageItem({ phone, text: "And a blue bag" }));
  const said = await service.query<{ id: string }>(
    "select id from chat_messages where session_id = $1 and direction = 'inbound' order by seq",
    [sessionId],
  );
  const turn = await claim(service, sessionId);
  const { rows: articles } = await service.query<{
    article_id: string;
    version: number;
    title: string;
  }>("select article_id, version, title from knowledge_articles limit 1");
  await call(service, "save_turn_progress", turn.turn_id, turn.fence, {
    prompts: [prompt],
    route: "shipping",
    route_reason: "asks where a parcel is",
    triage: {
      result: "ok",
      language: "en",
      recall_arms: { vector: "ok", lexical: "ok" },
      recall_chunks: 2,
    },
    recall_count: 2,
    usage: [
      { model: "luna", input_tokens: 900, cached_tokens: 100, output_tokens: 40, cost_usd: 0.0021 },
    ],
    article_ids: articles.map(({ article_id, version }) => ({ id: article_id, version })),
    tools: [
      {
        tool: "track_shipment",
        outcome: "done",
        call_id: null,
        targets: ["PCL-1"],
        latency_ms: 12,
        reason: null,
      },
    ],
    parts: ["It is in Kampala."],
    hand_off_reason: reason,
  });
  await call(
    service,
    "save_recall_hits",
    turn.turn_id,
    JSON.stringify(
      said.rows.map(({ id }, place) => ({
        ...{ message_id: id, chunk_index: 0, chunk_count: 1, lexical: 1.5, score: 0.8 },
        ...{
          similarity: place === 0 ? 0.62 : null,
          rank: place + 1,
          cut_reason: place === 0 ? null : "budget",
        },
      })),
    ),
  );
  const { message_ids } = await call<{ message_ids: string[] }>(
    service,
    "commit_turn",
    turn.turn_id,
    turn.fence,
    turnSettings,
  );
  const { attempt_id } = await beginSend(service, message_ids[0] ?? "");
  await recordSend(service, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
  return {
    service,
    sessionId,
    turnId: turn.turn_id,
    said: said.rows.map(({ id }) => id),
    articles,
  };
}

describe("turn_why", () => {
  it.each(["support", "privacy", "admin"] as const)(
    "%s reads the whole record of a turn",
    async (role) => {
      const { turnId, articles } = await answered();
      const why = await call<Why>(await asStaff(database, role), "turn_why", turnId);
      expect(why).toMatchObject({
        outcome: "sent",
        route: "shipping",
        route_reason: "asks where a parcel is",
        hits: [
          {
            rank: 1,
            similarity: 0.62,
            injected: true,
            cut_reason: null,
            text: "The red shoes, size 38",
          },
          {
            rank: 2,
            similarity: null,
            injected: false,
            cut_reason: "budget",
            text: "And a blue bag",
          },
        ],
        tools: [{ tool: "track_shipment", targets: ["PCL-1"] }],
        models: ["luna"],
        ...{ input_tokens: 900, cached_tokens: 100, output_tokens: 40, cost_usd: 0.0021 },
        asked: [{ text: "The red shoes, size 38" }, { text: "And a blue bag" }],
        replies: [{ state: "sent" }],
        latency_ms: {
          quiet: expect.any(Number),
          commit: expect.any(Number),
          send: expect.any(Number),
        },
        ...{ summary: null, summary_used: false, prompt_count: 1 },
      });
      expect(why.articles).toEqual(
        articles.map(({ article_id, version, title }) => ({ id: article_id, version, title })),
      );
      expect(JSON.stringify(why)).not.toContain("rules");
    },
  );

  it("P21: an account without a role, a deactivated colleague and a visitor read nothing", async () => {
    const { turnId } = await answered();
    const callers = [
      await database.as("authenticated", randomUUID()),
      await asStaff(database, "admin", false),
      await database.as("anon"),
    ];
    for (const caller of callers) {
      for (const read of ["turn_why", "read_turn_prompts"]) {
        await expect(call(caller, read, turnId)).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  it("keeps no words of a message that its customer deleted since", async () => {
    const { service, turnId, said } = await answered();
    await service.query("update chat_messages set deleted_at = now() where id = $1", [said[0]]);
    const why = await call<Why>(await asStaff(database, "support"), "turn_why", turnId);
    expect(why.hits[0]).toMatchObject({ text: null, rank: 1 });
    expect(JSON.stringify(why)).not.toContain("red shoes");
  });

  it("a turn that does not exist is said to be missing", async () => {
    const staff = await asStaff(database, "admin");
    await expect(call(staff, "turn_why", randomUUID())).rejects.toMatchObject({ code: "PT404" });
  });

  it("the line of a hand-over leads to the turn behind it, a colleague's does not", async () => {
    const { service, sessionId, turnId } = await answered("asked_for_person");
    const staff = await asStaff(database, "support");
    const line = await one<{ id: string }>(
      service,
      "select id from chat_messages where session_id = $1 and direction = 'system' order by seq desc",
      sessionId,
    );
    expect(await call(staff, "turn_behind_event", line.id)).toBe(turnId);
    const other = await startConversation(service);
    await (await database.superuser()).query("select give_to_human($1, 'staff_took_over')", [
      other.sessionId,
    ]);
    const theirs = await one<{ id: string }>(
      service,
      "select id from chat_messages where session_id = $1 and direction = 'system'",
      other.sessionId,
    );
    await expect(call(staff, "turn_behind_event", theirs.id)).rejects.toMatchObject({
      code: "PT404",
    });
  });
});

describe("prompts as sent", () => {
  it("an admin reads them, and each look is in the audit log; nobody else does", async () => {
    const { turnId } = await answered();
    const admin = await asStaff(database, "admin");
    expect(await call(admin, "read_turn_prompts", turnId)).toMatchObject([
      { instructions: "rules", purpose: "answer", input: prompt.input },
    ]);
    const reader = await database.superuser();
    const count = async () =>
      (
        await reader.query(
          "select 1 from audit_log where action = 'prompts_read' and subject_id = $1",
          [turnId],
        )
      ).rowCount;
    expect(await count()).toBe(1);
    for (const role of ["support", "privacy"] as const) {
      const staff = await asStaff(database, role);
      await expect(call(staff, "read_turn_prompts", turnId)).rejects.toMatchObject({
        code: "42501",
      });
    }
    await expect(admin.query("select * from turn_prompts")).rejects.toMatchObject({
      code: "42501",
    });
    expect(await count()).toBe(1);
  });
});

describe("the playground's context", () => {
  type Context = { from_seq: number; upto_seq: number; messages: { rendered_text: string }[] };

  it("is the conversation as of a message, with the customer's own words as the question or not", async () => {
    const { service, sessionId } = await answered();
    const staff = await asStaff(database, "support");
    const now = await call<Context>(staff, "playground_context", sessionId);
    expect(now.messages.map((each) => each.rendered_text)).toEqual([
      "The red shoes, size 38",
      "And a blue bag",
      "It is in Kampala.",
    ]);
    // As text: a Date loses the microseconds, and with them a message of the same millisecond.
    const second = await one<{ seq: number; at: string }>(
      service,
      "select seq, created_at::text as at from chat_messages where session_id = $1 and text = 'And a blue bag'",
      sessionId,
    );
    const asOf = await call<Context>(
      staff,
      "playground_context",
      sessionId,
      second.seq,
      null,
      true,
    );
    expect(asOf).toMatchObject({ from_seq: 0, upto_seq: second.seq });
    expect(asOf.messages).toHaveLength(2);
    const atTime = await call<Context>(staff, "playground_context", sessionId, null, second.at);
    expect(atTime.messages.map((each) => each.rendered_text)).toEqual([
      "The red shoes, size 38",
      "And a blue bag",
    ]);
  });

  it("stores nothing, and a model call leaves an audit row", async () => {
    const { sessionId } = await answered();
    const staff = await asStaff(database, "support");
    const reader = await database.superuser();
    const rows = async () =>
      one(
        reader,
        `select (select count(*) from chat_messages) as messages, (select count(*) from agent_turns) as turns,
                          (select count(*) from audit_log where action like 'playground%') as audits`,
      );
    const before = await rows();
    await call(staff, "playground_context", sessionId);
    expect(await rows()).toEqual(before);
    await call(staff, "note_playground_call", sessionId, "draft", "luna");
    expect(await rows()).toEqual({ ...before, audits: Number(before.audits) + 1 });
    const privacy = await asStaff(database, "privacy");
    for (const [name, ...args] of [
      ["playground_context", sessionId],
      ["note_playground_call", sessionId, "draft", "x"],
    ] as const) {
      await expect(call(privacy, name, ...args)).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("figures of recall", () => {
  it("counts hits that went in or were cut, similarities, and what was recalled most", async () => {
    const fresh = await answered();
    const admin = await asStaff(database, "admin");
    type Figures = {
      spans: { turns: number; injected: number; cut: number }[];
      similarities: { from: number; injected: number }[];
      by_words_alone: number;
    };
    const figures = await call<Figures>(admin, "recall_figures", 7, "Africa/Kampala");
    expect(figures.spans).toHaveLength(8);
    // Over all spans: a day may have begun in Kampala since the first of these turns.
    const sum = (of: "turns" | "injected" | "cut") =>
      figures.spans.reduce((total, span) => total + span[of], 0);
    const injected = sum("injected");
    expect(injected).toBe(sum("cut"));
    expect(injected).toBeGreaterThan(0);
    expect(sum("turns")).toBeGreaterThan(0);
    expect(figures.similarities).toMatchObject([{ from: 0.6, injected, cut: 0 }]);
    expect(figures.by_words_alone).toBe(injected);
    type Often = { message_id: string; hits: number; injected: number }[];
    const often = await call<Often>(admin, "most_recalled", 7, 100);
    expect(often.find((each) => each.message_id === fresh.said[0])).toMatchObject({
      hits: 1,
      injected: 1,
    });
    expect(often.find((each) => each.message_id === fresh.said[1])).toMatchObject({
      hits: 1,
      injected: 0,
    });
    await expect(call(admin, "recall_figures", 7, "Nowhere/Land")).rejects.toMatchObject({
      code: "22023",
    });
  });

  it("lists turns that recalled nothing, page by page", async () => {
    const service = await database.as("service_role");
    const turns: string[] = [];
    for (const text of ["First", "Second", "Third"]) {
      const { sessionId } = await startConversation(service, { text });
      const turn = await claim(service, sessionId);
      await call(service, "save_turn_progress", turn.turn_id, turn.fence, {
        triage: { result: "ok", recall_chunks: 0 },
        recall_count: 0,
        route: "general",
      });
      turns.unshift(turn.turn_id);
    }
    const admin = await asStaff(database, "admin");
    type Rows = { turn_id: string; at: string; text: string }[];
    const first = await call<Rows>(admin, "turns_without_hits", null, 2);
    expect(first.map((row) => row.text)).toEqual(["Third", "Second"]);
    const last = first.at(-1);
    const rest = await call<Rows>(
      admin,
      "turns_without_hits",
      { at: last?.at, id: last?.turn_id },
      2,
    );
    expect(rest[0]).toMatchObject({ turn_id: turns[2], text: "First" });
  });

  it("failed messages are listed and queued again, once, with an audit row", async () => {
    const { service, said } = await answered();
    await service.query(
      "update chat_messages set embedding_status = 'failed', embedding_attempts = 5 where id = any ($1)",
      [said],
    );
    const admin = await asStaff(database, "admin");
    const failed = await call<{ message_id: string; attempts: number }[]>(
      admin,
      "list_failed_embeddings",
    );
    expect(failed.map((each) => each.message_id)).toEqual([...said].reverse());
    expect(await call(admin, "retry_failed_embeddings", [said[0]])).toBe(1);
    expect(await call(admin, "retry_failed_embeddings", null)).toBe(1);
    expect(await call(admin, "retry_failed_embeddings", null)).toBe(0);
    const { rows } = await service.query(
      "select embedding_status, embedding_attempts from chat_messages where id = any ($1)",
      [said],
    );
    expect(rows).toEqual(said.map(() => ({ embedding_status: "pending", embedding_attempts: 0 })));
    const { rowCount } = await (await database.superuser()).query(
      "select 1 from audit_log where action = 'embeddings_retried'",
    );
    expect(rowCount).toBe(2);
  });

  it("P21: all of it is for admins alone", async () => {
    for (const role of ["support", "privacy"] as const) {
      const staff = await asStaff(database, role);
      const calls = [
        ["recall_figures", 7, "UTC"],
        ["recall_chunk_spread"],
        ["most_recalled", 7],
        ["turns_without_hits"],
        ["list_failed_embeddings"],
        ["retry_failed_embeddings"],
      ] as const;
      for (const [name, ...args] of calls) {
        await expect(call(staff, name, ...args)).rejects.toMatchObject({ code: "42501" });
      }
    }
  });
});
