import fc from "fast-check";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ingest, messageItem, someWamid, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let root: pg.Client;
let support: pg.Client;

beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  support = await asStaff(database, "support");
});

type Part = { text: string; hit: boolean };
type Hit = { seq: number; session_id: string; number: string; snippet: { parts: Part[] } };
type Found = { hits: Hit[]; next: number | null; searched_to: string | null };
const search = (query: string, before: number | null = null, limit = 20) =>
  call<Found>(support, "search_messages", query, before, limit);
const textOf = (hit: Hit | undefined) => hit?.snippet.parts.map((part) => part.text).join("");
const marked = (hit: Hit | undefined) =>
  hit?.snippet.parts.filter((part) => part.hit).map((part) => part.text);
const seqs = (found: Found) => found.hits.map((hit) => hit.seq);

describe("a search over messages", () => {
  it.each([
    ["Where is my parcel PX-104233?", "px-104233", ["PX", "104233"]],
    ["Where is my parcel PX-204233?", "204233", ["204233"]],
    ["Omugugu gwange gutuuse leero", "GWANGE gutuu", ["gwange", "gutuuse"]],
    ["Nimelipa shilingi 150,000 jana", "shilingi 150,000", ["shilingi", "150", "000"]],
    ["Ng’ombe si mzigo", "ng'ombe", ["Ng", "ombe"]],
    ["Thank you very much indeed", '"very much"', ["very", "much"]],
    ["Write to ruth@example.com please", "ruth@example.com", ["ruth", "example", "com"]],
    ["Le colis est arrivé à Kampala", "arrivé", ["arrivé"]],
    ["Deliver to Ntinda 🙏 tomorrow", "ntin", ["Ntinda"]],
  ])("finds %j by %j", async (text, query, words) => {
    const { sessionId } = await startConversation(service, { text });
    const { hits } = await search(query);
    const hit = hits.find((each) => each.session_id === sessionId);
    expect(marked(hit)).toEqual(words);
    expect(hit?.number).toContain("•••");
  });

  it.each([
    ["The blue box is heavy", '"box blue"', "words of a quote in another order"],
    ["The blue box is heavy", "blue boxes", "a word that goes on otherwise"],
    ["The blue box is heavy", '"blue bo"', "a closed quote that ends inside a word"],
    ["The blue box is heavy", "lue", "the end of a word"],
  ])("in %j does not find %j: %s", async (text, query) => {
    const { sessionId } = await startConversation(service, { text });
    expect((await search(query)).hits.map((hit) => hit.session_id)).not.toContain(sessionId);
  });

  it.each(["' or 1=1 --", "a & | ! (b", "<->", ":*", '"', "@", "\\", "%", "  ", "(a):*'\\"])(
    "takes %j as words, never as operators",
    async (query) => {
      await expect(search(query)).resolves.toMatchObject({ next: null });
    },
  );

  it("follows an edit and forgets what was deleted", async () => {
    const { sessionId } = await startConversation(service, { text: "zebraone" });
    const set = (sql: string) =>
      root.query(`update public.chat_messages set ${sql} where session_id = $1`, [sessionId]);
    await set("rendered_text = 'zebratwo'");
    expect(seqs(await search("zebraone"))).toEqual([]);
    expect(seqs(await search("zebratwo"))).toHaveLength(1);
    await set("deleted_at = now()");
    expect(seqs(await search("zebratwo"))).toEqual([]);
    await root.query("delete from public.chat_messages where session_id = $1", [sessionId]);
    const { rows } = await root.query(
      "select 1 from public.message_search w where not exists (select 1 from public.chat_messages m where m.seq = w.seq)",
    );
    expect(rows).toEqual([]);
  });

  it("shows a reaction in what it reacts to, not as a message of its own", async () => {
    const wamid = someWamid();
    const { phone } = await startConversation(service, { text: "giraffe", wamid });
    const reaction = messageItem({ phone, type: "reaction", text: "giraffe", replyTo: wamid });
    await ingest(service, reaction);
    expect(seqs(await search("giraffe"))).toHaveLength(1);
  });

  it("stores a message whose words are longer than a lexeme may be", async () => {
    const long = "x".repeat(1_500);
    const { sessionId } = await startConversation(service, {
      text: `${long} ${"y".repeat(5_000)} crocodile`,
    });
    expect((await search("crocodile")).hits[0]?.session_id).toBe(sessionId);
    expect((await search(long.slice(0, 150))).hits[0]?.session_id).toBe(sessionId);
  });
});

describe("a snippet", () => {
  it("is plain text: what looks like markup or like our marks stays what the customer wrote", async () => {
    const { sessionId } = await startConversation(service, {
      text: `<b>ostrich</b> \u0002ostrich\u0003 <script>alert(1)</script>`,
    });
    const hit = (await search("ostrich")).hits.find((each) => each.session_id === sessionId);
    expect(marked(hit)).toEqual(["ostrich", "ostrich"]);
    expect(textOf(hit)).toBe(`<b>ostrich</b> \u0002ostrich\u0003 <script>alert(1)</script>`);
  });

  it("is a true stretch of the message that marks exactly the words asked for", async () => {
    const word = fc.stringMatching(/^[a-zé]{2,9}$/);
    const gap = fc.constantFrom(" ", ", ", "\n", " – ", "'");
    const message = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(message, fc.nat(), async (pieces, at) => {
        const asked = pieces[at % pieces.length]?.[0] ?? "";
        const text = pieces.map(([each, after]) => each + after).join("");
        const { rows } = await root.query<{ r: { parts: Part[] } }>(
          "select public.marked_snippet($1, plainto_tsquery('simple', $2)) as r",
          [text, asked],
        );
        const parts = rows[0]?.r.parts ?? [];
        expect(text.replaceAll(/\s+/g, " ")).toContain(parts.map((part) => part.text).join(""));
        expect(parts.some((part) => part.hit)).toBe(true);
        for (const part of parts.filter((each) => each.hit)) expect(part.text).toBe(asked);
      }),
      { numRuns: 150 },
    );
  });
});

describe("paging through hits", () => {
  it("shows every hit once, newest first, over many buckets and while others write", async () => {
    const { phone, sessionId } = await startConversation(service, { text: "lion 0" });
    for (let n = 1; n < 24; n += 1) {
      // Hits of one search lie thousands of messages apart, as among two million.
      if (n % 3 === 0) {
        await root.query(
          "select setval(pg_get_serial_sequence('public.chat_messages', 'seq'), (select max(seq) from public.chat_messages) + 3000)",
        );
      }
      await ingest(service, messageItem({ phone, text: `lion ${n}` }));
    }
    const { rows } = await root.query<{ seq: number }>(
      "select seq from public.chat_messages where session_id = $1 order by seq desc",
      [sessionId],
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.boolean(), async (limit, busy) => {
        const seen: number[] = [];
        let before: number | null = null;
        do {
          const page: Found = await search("lion", before, limit);
          seen.push(...seqs(page));
          before = page.next;
          if (busy) await ingest(service, messageItem({ text: "a lioness" }));
        } while (before !== null);
        expect(seen.filter((seq) => rows.some((row) => row.seq === seq))).toEqual(
          rows.map((row) => row.seq),
        );
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 12 },
    );
  });
});

describe("P21: who may search", () => {
  it("every active role may, nobody else", async () => {
    for (const role of ["support", "privacy", "admin"] as const) {
      const actor = await asStaff(database, role);
      await expect(call(actor, "search_messages", "hello"), role).resolves.toBeTruthy();
    }
    const refused = [
      await asStaff(database, "support", false),
      await database.as("authenticated", "00000000-0000-4000-a000-000000000001"),
      await database.as("anon"),
    ];
    for (const actor of refused) {
      await expect(call(actor, "search_messages", "hello")).rejects.toMatchObject({
        code: "42501",
      });
      await expect(call(actor, "search_customers", "ruth", "256")).rejects.toMatchObject({
        code: "42501",
      });
    }
  });

  it("the words themselves are open to no signed-in person", async () => {
    await expect(support.query("select * from public.message_search")).rejects.toMatchObject({
      code: "42501",
    });
  });
});
