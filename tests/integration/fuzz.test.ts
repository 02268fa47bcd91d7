import { describe, expect, it } from "vitest";
import { allRows } from "./all-rows";
import { appLog, uncaughtIn } from "./app-log";
import { dedupeKeys, expectedStatus } from "./expected-answer";
import { type HostileWebhook, hostileWebhooks } from "./hostile-webhook";
import { openStack } from "./open-stack";
import { providerJournal } from "./provider-journal";
import { until } from "./running-stack";

/** Other cases: FUZZ_SEED=7 FUZZ_CASES=30000 npx vitest run --project integration fuzz */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_122);
const cases = Number(process.env.FUZZ_CASES ?? 3_000);
const atOnce = 8;

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "3000", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
});

const webhooks = hostileWebhooks(seed, cases);
/** Every twentieth comes twice, as Meta's own repetitions do. */
const deliveries = webhooks.flatMap((webhook, n) =>
  n % 20 === 0 ? [webhook, webhook] : [webhook],
);

/** What Postgres can keep of a text, and the service keeps of a long one. */
const stored = (text: string) => text.replaceAll("\u0000", "").toWellFormed();
const longest = 65_536;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** A failing case, short enough to read and whole enough to find again by the seed. */
const told = (webhook: HostileWebhook) =>
  `case ${webhooks.indexOf(webhook)} of seed ${seed}: ${webhook.text.slice(0, 1_500)}`;

describe(`${cases} hostile webhooks`, () => {
  const answers: { webhook: HostileWebhook; status: number }[] = [];
  const pids: (number | undefined)[] = [];

  it("are each answered as P4 says, by one and the same process", async () => {
    pids.push(stack().pid("app"));
    const queue = [...deliveries.entries()];
    const post = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [n, webhook] = next;
        const response = await running().post(webhook.text);
        await response.body?.cancel();
        answers[n] = { webhook, status: response.status };
      }
    };
    await Promise.all(Array.from({ length: atOnce }, post));
    const wrong = answers
      .filter(({ webhook, status }) => status !== expectedStatus(webhook.text))
      .map(({ webhook, status }) => `${status} for ${told(webhook)}`);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(cases * 0.8);
    expect(stack().pid("app")).toBe(pids[0]);
    expect(uncaughtIn(appLog(stack()))).toEqual([]);
  });

  it("leave no work undone: every turn ends, every reply leaves or says why not", async () => {
    const { database } = running();
    await until(
      "nothing is pending, running, queued or being sent",
      async () => {
        const counts = await Promise.all([
          database.from("chat_sessions").select("id").not("pending_turn_seq", "is", null).limit(1),
          database.from("agent_turns").select("id").neq("state", "finished").limit(1),
          database.from("chat_messages").select("id").in("state", ["queued", "sending"]).limit(1),
        ]);
        for (const { error } of counts) if (error) throw new Error(error.message);
        return counts.every(({ data }) => data?.length === 0);
      },
      60_000,
    );
    // Numbers that no plan knows are believed; the provider refuses them, and a person is told.
    const failed = await allRows((from, to) =>
      database
        .from("agent_turns")
        .select("session_id, outcome_reason")
        .eq("outcome", "failed")
        .order("id")
        .range(from, to),
    );
    expect(failed.filter((turn) => turn.outcome_reason !== "send_failed")).toEqual([]);
    const ownerless = await database
      .from("chat_sessions")
      .select("owner, owner_reason")
      .in(
        "id",
        failed.map((turn) => turn.session_id),
      )
      .or("owner.eq.bot,owner_reason.is.null");
    expect(ownerless).toMatchObject({ error: null, data: [] });
  });

  it("leave no stored half: every acknowledged item is stored once, every message has its row", async () => {
    const { database } = running();
    const events = await allRows((from, to) =>
      database
        .from("wa_events")
        .select("id, dedupe_key, event_type, status, park_reason, review_note, raw")
        // Receipts of the last replies may still come in: they go to the end, behind what was read.
        .order("received_at")
        .order("id")
        .range(from, to),
    );
    const messages = await allRows((from, to) =>
      database
        .from("chat_messages")
        .select(
          "wa_message_id, session_id, customer_id, text, rendered_text, payload, message_type, direction",
        )
        .order("seq")
        .range(from, to),
    );
    const sessions = await allRows((from, to) =>
      database.from("chat_sessions").select("id, customer_id").order("id").range(from, to),
    );

    const failed = events.filter((each) => each.park_reason === "handling_failed");
    expect(
      failed
        .slice(0, 5)
        .map(({ event_type, review_note, raw }) => [
          event_type,
          review_note,
          JSON.stringify(raw).slice(0, 1_500),
        ]),
    ).toEqual([]);

    const acknowledged = answers.filter(({ status }) => status === 200);
    const expected = new Set(acknowledged.flatMap(({ webhook }) => dedupeKeys(webhook.text)));
    const keys = events.map((each) => each.dedupe_key);
    const found = new Set(keys);
    expect(found.size).toBe(keys.length);
    expect([...expected].filter((key) => !found.has(key))).toEqual([]);
    // Beside them there is only what the provider reported of the replies meanwhile.
    const reported = new Set(
      (await providerJournal(stack(), "webhook")).flatMap(({ body }) =>
        dedupeKeys(JSON.stringify(body)),
      ),
    );
    expect(keys.filter((key) => !expected.has(key) && !reported.has(key))).toEqual([]);

    const rows = new Map(messages.map((row) => [row.wa_message_id, row]));
    const owners = new Map(sessions.map(({ id, customer_id }) => [id, customer_id]));
    const halves = events
      .filter((each) => each.event_type === "message" && each.status === "stored")
      .filter(({ dedupe_key }) => {
        const row = rows.get(dedupe_key.slice("message:".length));
        return !row || owners.get(row.session_id) !== row.customer_id;
      });
    expect(halves).toEqual([]);

    for (const { webhook } of acknowledged) {
      for (const { wamid, text } of webhook.good) {
        const row = rows.get(wamid);
        expect(row, `${wamid} of ${told(webhook)}`).toMatchObject({
          direction: "inbound",
          message_type: "text",
        });
        const clean = stored(text);
        if (clean.length <= longest) expect(row?.text).toBe(clean);
        else
          expect([row?.text?.length, row?.text?.slice(0, 65_000)]).toEqual([
            longest,
            clean.slice(0, 65_000),
          ]);
      }
    }

    const unstorable = textsIn([events, messages]).filter(
      (text) => text.includes("\u0000") || !text.isWellFormed(),
    );
    expect(unstorable).toEqual([]);
    expect(messages.filter((row) => row.rendered_text.trim() === "")).toEqual([]);
  });

  it("put nothing personal into the log", () => {
    const log = appLog(stack());
    // The numbers that are used and no others: twelve digits may also be the end of an id.
    expect(log.match(/wamid\.[CF]\d+|2567000(?:00101|100\d\d)|drop table/g)).toBeNull();
  });
});
