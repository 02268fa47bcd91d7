import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { one } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Version = { version: number; state: string; title: string; note: string; revision: number };
type Article = {
  article_id: string;
  draft: Version | null;
  published: Version | null;
  versions: Version[];
};
type Found = { id: string; version: number; title: string; score: number; coverage: number };
type Profiles = {
  draft: Version | null;
  published: Version & { persona: string };
  versions: Version[];
};

const article = (change: object = {}) => ({
  title: "Gift wrapping",
  body: "We wrap gifts for UGX 5,000 a parcel.",
  routes: ["orders"],
  language: "en",
  tags: ["present", "zawadi"],
  ...change,
});
const saveDraft = (client: pg.Client, id: string | null, value: object, revision: number | null) =>
  call<Article>(client, "save_article_draft", id, value, revision);
const publish = (client: pg.Client, { article_id, draft }: Article, note = "why") =>
  call<Article>(client, "publish_article", article_id, draft?.revision, note);
const find = (client: pg.Client, query: string, route: string | null = null, drafts = false) =>
  call<Found[]>(client, "find_articles", query, route, 4, drafts);
const refused = (message: string) => ({ code: "PT409", message });

let admin: pg.Client;
let agent: pg.Client;
beforeAll(async () => {
  admin = await asStaff(database, "admin");
  agent = await database.as("service_role");
});

describe("articles are versions: draft, published, rolled back, retired", () => {
  it("the agent knows exactly what is published, and drafts only when asked to try them", async () => {
    const word = `wrap${randomUUID().slice(0, 6)}`;
    const drafted = await saveDraft(admin, null, article({ title: `About ${word}` }), null);
    expect(drafted).toMatchObject({ published: null, draft: { version: 1, state: "draft" } });
    expect(await find(agent, word)).toEqual([]);
    expect(await find(agent, word, null, true)).toMatchObject([
      { id: drafted.article_id, version: 1 },
    ]);

    const first = await publish(admin, drafted);
    expect(await find(agent, word)).toMatchObject([{ version: 1 }]);
    const again = await saveDraft(admin, first.article_id, article({ title: `New ${word}` }), null);
    expect(await find(agent, word)).toMatchObject([{ version: 1, title: `About ${word}` }]);
    expect(await find(agent, word, null, true)).toMatchObject([{ version: 2 }]);
    expect(await publish(admin, again)).toMatchObject({ draft: null, published: { version: 2 } });

    const back = await call<Article>(admin, "roll_back_article", first.article_id, 1, "wrong fee");
    expect(back.published).toMatchObject({ version: 3, title: `About ${word}`, note: "wrong fee" });
    expect(back.versions.map(({ version, state }) => `${version} ${state}`)).toEqual([
      "3 published",
      "2 retired",
      "1 retired",
    ]);
    expect(await find(agent, word)).toMatchObject([{ version: 3 }]);
    await call(admin, "retire_article", first.article_id, "no longer offered");
    expect(await find(agent, word)).toEqual([]);
    await expect(call(admin, "retire_article", first.article_id, "")).rejects.toMatchObject(
      refused("not_published"),
    );
    const reader = await database.superuser();
    const { rows } = await reader.query(
      "select action, actor_kind from audit_log where subject_id = $1 order by at",
      [first.article_id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "article_drafted",
      "article_published",
      "article_drafted",
      "article_published",
      "article_rolled_back",
      "article_retired",
    ]);
  });

  it("two people do not overwrite each other unseen", async () => {
    const other = await asStaff(database, "admin");
    const mine = await saveDraft(admin, null, article(), null);
    const id = mine.article_id;
    const theirs = await saveDraft(other, id, article({ body: "Theirs" }), 1);
    expect(theirs.draft).toMatchObject({ revision: 2 });
    for (const attempt of [
      () => saveDraft(admin, id, article({ body: "Mine" }), 1),
      () => saveDraft(admin, id, article(), null),
      () => call(admin, "publish_article", id, 1, ""),
      () => call(admin, "discard_article_draft", id, 1),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused("changed_meanwhile"));
    }
    expect(await call(admin, "discard_article_draft", id, 2)).toBeNull();
    await expect(call(admin, "read_article", id)).rejects.toMatchObject({ code: "PT404" });
  });

  it("refuses what no article can be", async () => {
    for (const bad of [
      { title: " " },
      { body: "" },
      { body: "x".repeat(12_001) },
      { routes: ["unsafe"] },
      { language: "English" },
      { tags: ["x".repeat(61)] },
    ]) {
      await expect(saveDraft(admin, null, article(bad), null)).rejects.toMatchObject({
        code: "22023",
      });
    }
  });

  it("lists by state, route, language and words, page after page", async () => {
    const mark = `mark${randomUUID().slice(0, 6)}`;
    for (const n of [1, 2, 3]) {
      await saveDraft(
        admin,
        null,
        article({ title: `${mark} ${n}`, language: n === 3 ? "sw" : "en" }),
        null,
      );
    }
    type Page = { rows: { title: string }[]; next: object | null };
    const list = (filter: object, cursor: object | null = null) =>
      call<Page>(admin, "list_articles", { search: mark, ...filter }, cursor, 2);
    const first = await list({});
    expect(first.rows.map(({ title }) => title)).toEqual([`${mark} 3`, `${mark} 2`]);
    const second = await list({}, first.next);
    expect(second).toMatchObject({ rows: [{ title: `${mark} 1` }], next: null });
    expect((await list({ language: "sw" })).rows).toHaveLength(1);
    expect((await list({ route: "payments" })).rows).toEqual([]);
    expect((await list({ state: "published" })).rows).toEqual([]);
    expect((await list({ state: "draft" })).rows).toHaveLength(2);
  });
});

describe("one profile is published, always", () => {
  it("drafts, publishes and rolls back as new versions", async () => {
    const before = await call<Profiles>(admin, "list_profiles");
    const value = {
      persona: "You are Pia.",
      tone: "Short.",
      guidance: { orders: "Look first." },
      facts: "",
    };
    const draft = await call<Version>(admin, "save_profile_draft", value, null);
    await expect(call(admin, "save_profile_draft", value, null)).rejects.toMatchObject(
      refused("changed_meanwhile"),
    );
    expect(await call(agent, "agent_profile", draft.version)).toMatchObject({
      persona: "You are Pia.",
    });
    expect(await call(agent, "agent_profile")).toMatchObject({ version: before.published.version });
    const after = await call<Profiles>(admin, "publish_profile", draft.revision, "friendlier");
    expect(after).toMatchObject({
      draft: null,
      published: { version: draft.version, note: "friendlier" },
    });
    const back = await call<Profiles>(
      admin,
      "roll_back_profile",
      before.published.version,
      "too short",
    );
    expect(back.published).toMatchObject({
      version: draft.version + 1,
      persona: before.published.persona,
    });
    const reader = await database.superuser();
    expect(
      await one(reader, "select count(*) n from agent_profiles where state = 'published'"),
    ).toEqual({ n: 1 });
    await expect(
      reader.query("update agent_profiles set state = 'published' where version = $1", [
        draft.version,
      ]),
    ).rejects.toMatchObject({ code: "23505" });
  });

  it("two admins publishing at once leave one published", async () => {
    const other = await asStaff(database, "admin");
    const value = { persona: "You are Pia.", tone: "", guidance: {}, facts: "" };
    const { revision } = await call<Version>(admin, "save_profile_draft", value, null);
    const results = await Promise.allSettled([
      call(admin, "publish_profile", revision, "a"),
      call(other, "publish_profile", revision, "b"),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("P21: support reads, admins write, nobody else does either", () => {
  it("refuses every act and reading to the wrong role", async () => {
    const { article_id } = await publish(admin, await saveDraft(admin, null, article(), null));
    const support = await asStaff(database, "support");
    expect(await call(support, "read_article", article_id)).toMatchObject({ article_id });
    expect(await find(support, "gift wrapping")).not.toEqual([]);
    const reads: [string, ...unknown[]][] = [
      ["list_articles"],
      ["read_article", article_id],
      ["list_profiles"],
    ];
    const writes: [string, ...unknown[]][] = [
      ["save_article_draft", null, article(), null],
      ["discard_article_draft", article_id, 1],
      ["publish_article", article_id, 1, ""],
      ["roll_back_article", article_id, 1, ""],
      ["retire_article", article_id, ""],
      ["import_sample_articles"],
      ["save_profile_draft", { persona: "x" }, null],
      ["discard_profile_draft", 1],
      ["publish_profile", 1, ""],
      ["roll_back_profile", 1, ""],
    ];
    const strangers = [
      await asStaff(database, "privacy"),
      await asStaff(database, "admin", false),
      await database.as("authenticated", randomUUID()),
      await database.as("anon"),
    ];
    const refusals = [
      ...strangers.flatMap((client) => [...reads, ...writes].map((act) => ({ client, act }))),
      ...writes.map((act) => ({ client: support, act })),
    ];
    for (const { client, act } of refusals) {
      await expect(call(client, ...act), act[0]).rejects.toMatchObject({ code: "42501" });
    }
    const privacy = strangers[0];
    if (privacy) expect(await find(privacy, "gift wrapping")).toEqual([]);
  });
});

describe("sample content", () => {
  it("comes as drafts marked as samples, once, and stays out of the agent's sight", async () => {
    const { count } = await call<{ count: number }>(admin, "import_sample_articles");
    expect(count).toBeGreaterThanOrEqual(18);
    expect(await call(admin, "import_sample_articles")).toEqual({ count: 0 });
    expect(await find(agent, "air freight per kilogram from China")).toEqual([]);
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select count(*) n from knowledge_articles where is_sample and state <> 'draft'",
      ),
    ).toEqual({ n: 0 });
  });
});
