import { describe, expect, it } from "vitest";
import { splitText } from "@/lib/whatsapp/split-text";
import {
  beginSend,
  type Claimed,
  type Committed,
  claim,
  ingest,
  messageItem,
  one,
  reply,
  somePhone,
  startConversation,
  turnSettings,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const otherNumber = "700800900100201";
const notices = { en: "A machine answers. STOP ends it.", sw: "Mashine hujibu. ACHA." };
const settings = { ...turnSettings, notices };

const commit = (client: Awaited<ReturnType<typeof database.as>>, turn: Claimed) =>
  call<Committed>(client, "commit_turn", turn.turn_id, turn.fence, settings);

/** Claims, drafts and commits one reply; gives what was queued, in order. */
async function answer(sessionId: string, parts = ["Hello."], triage: object | null = null) {
  const client = await database.as("service_role");
  const admin = await database.superuser();
  const turn = await claim(client, sessionId);
  await call(client, "save_draft", turn.turn_id, turn.fence, parts, {});
  if (triage) {
    await admin.query("update agent_turns set triage = $2 where id = $1", [turn.turn_id, triage]);
  }
  const committed = await commit(client, turn);
  const { rows } = await admin.query<{ id: string; text: string }>(
    "select id, text from chat_messages where turn_id = $1 order by part_index",
    [turn.turn_id],
  );
  return {
    client,
    admin,
    turn,
    committed,
    ids: rows.map((row) => row.id),
    texts: rows.map((row) => row.text),
  };
}

/** Sends it all, so that the next turn can follow. */
async function leave(ids: string[]) {
  const client = await database.as("service_role");
  for (const id of ids) expect(await beginSend(client, id)).toMatchObject({ kind: "send" });
}

describe("the first reply opens with the notice, in the same bubble, once", () => {
  it("the first one does, the next does not, nor does a later conversation of the same customer", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const first = await answer(sessionId, ["Hello.", "More."]);
    expect(first.texts).toEqual([`${notices.en}\n\nHello.`, "More."]);
    await leave(first.ids.slice(0, 1));
    await first.admin.query("update chat_messages set state = 'sent' where turn_id = $1", [
      first.turn.turn_id,
    ]);
    await ingest(client, messageItem({ phone }));
    expect((await answer(sessionId)).texts).toEqual(["Hello."]);
    const other = { ...messageItem({ phone }), phone_number_id: otherNumber };
    const [otherSession = ""] = (await ingest(client, other)).turn_session_ids;
    expect((await answer(otherSession)).texts).toEqual(["Hello."]);
  });

  it("in the language that they write, English where we have none", async () => {
    const client = await database.as("service_role");
    const sw = await startConversation(client);
    expect((await answer(sw.sessionId, ["Habari."], { language: "sw" })).texts).toEqual([
      `${notices.sw}\n\nHabari.`,
    ]);
    const lg = await startConversation(client);
    expect((await answer(lg.sessionId, ["Gyebale."], { language: "lg" })).texts).toEqual([
      `${notices.en}\n\nGyebale.`,
    ]);
  });

  it("a commit that runs again, or twice at once, puts it once", async () => {
    const client = await database.as("service_role");
    const other = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await call(client, "save_draft", turn.turn_id, turn.fence, ["Hello."], {});
    const both = await Promise.all([commit(client, turn), commit(other, turn)]);
    expect(both[0]?.message_ids).toEqual(both[1]?.message_ids);
    const admin = await database.superuser();
    expect(
      await one(admin, "select text from chat_messages where turn_id = $1", turn.turn_id),
    ).toEqual({ text: `${notices.en}\n\nHello.` });
  });

  it("two conversations of one customer that are answered at once carry it once", async () => {
    const seen: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const client = await database.as("service_role");
      const phone = somePhone();
      const items = [
        messageItem({ phone }),
        { ...messageItem({ phone }), phone_number_id: otherNumber },
      ];
      const { turn_session_ids: sessions } = await ingest(client, ...items);
      expect(sessions).toHaveLength(2);
      const answers = await Promise.all(sessions.map((id) => answer(id)));
      seen.push(
        answers.flatMap(({ texts }) => texts).filter((text) => text.startsWith(notices.en)).length,
      );
      await Promise.all(answers.flatMap((each) => [each.admin.end(), each.client.end()]));
    }
    expect(seen).toEqual(Array.from({ length: 10 }, () => 1));
  });

  it("a draft that never left has given no notice: restarted, superseded, withheld at commit or in the queue", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { phone, sessionId } = await startConversation(client);
    const restarted = await claim(client, sessionId);
    await ingest(client, messageItem({ phone, text: "Message 1" }));
    await call(client, "save_draft", restarted.turn_id, restarted.fence, ["Half."], {});
    expect(await commit(client, restarted)).toMatchObject({ kind: "restart" });
    // Its run dies; another one claims and commits.
    await admin.query("update agent_turns set lease_until = now() where id = $1", [
      restarted.turn_id,
    ]);
    const withheld = await answer(sessionId);
    expect(withheld.texts).toEqual([`${notices.en}\n\nHello.`]);
    // A person takes over while it waits in the queue.
    await admin.query("select give_to_human($1, 'staff_took_over')", [sessionId]);
    await admin.query("select give_to_bot($1)", [sessionId]);
    await ingest(client, messageItem({ phone, text: "Message 2" }));
    const again = await answer(sessionId, ["Back."]);
    expect(again.texts).toEqual([`${notices.en}\n\nBack.`]);
    await leave(again.ids);
    await admin.query("update chat_messages set state = 'sent' where id = any($1)", [again.ids]);
    await ingest(client, messageItem({ phone, text: "Message 3" }));
    expect((await answer(sessionId)).texts).toEqual(["Hello."]);
  });

  it("what is withheld at commit carries none, and a confirmation of STOP never does", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await call(client, "save_draft", turn.turn_id, turn.fence, ["Hello."], {});
    const consent = {
      change: "opt_out",
      words: "STOP",
      language: "en",
      answers_confirmation: false,
    };
    await ingest(client, messageItem({ phone, text: "STOP", consent }));
    expect(await commit(client, turn)).toMatchObject({ kind: "suppressed", reason: "opted_out" });
    const { rows } = await admin.query(
      "select text from chat_messages where session_id = $1 and direction = 'outbound' order by seq",
      [sessionId],
    );
    expect(rows).toEqual([{ text: "Stopped." }, { text: "Hello." }]);
    const { rows: given } = await admin.query(
      "select 1 from contact_notices n join chat_sessions s using (customer_id) where s.id = $1",
      [sessionId],
    );
    expect(given).toEqual([]);
  });

  it("without a notice in the settings a reply leaves as it is", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    expect(await reply(client, turn)).toMatchObject({ kind: "committed" });
    const admin = await database.superuser();
    expect(
      await one(admin, "select text from chat_messages where turn_id = $1", turn.turn_id),
    ).toEqual({ text: "Hello from Parcelo." });
  });
});

describe("no bubble grows past WhatsApp's limit", () => {
  const opened = async (parts: string[]) =>
    call<string[]>(await database.superuser(), "open_with_notice", parts, notices.en);
  const words = (text: string) => text.replace(/\s+/g, "");

  it("a reply that fills its bubble is cut at a word and loses nothing", async () => {
    const paragraph = `${"Your parcel is on its way to Kampala. ".repeat(30).trim()}\n\n`;
    for (const text of [
      paragraph.repeat(3).trim() + "x".repeat(600),
      "word ".repeat(819).trim(),
      "🙏🏾 ".repeat(819).trim(),
      "x".repeat(4096),
      "🚚".repeat(2048),
    ]) {
      const parts = [...splitText(text), "The end."];
      const bubbles = await opened(parts);
      expect(Math.max(...bubbles.map((bubble) => bubble.length))).toBeLessThanOrEqual(4096);
      expect(bubbles[0]?.startsWith(`${notices.en}\n\n`)).toBe(true);
      expect(words(bubbles.join(""))).toBe(words(notices.en + parts.join("")));
      expect(bubbles.every((bubble) => bubble.isWellFormed() && bubble.trim() !== "")).toBe(true);
    }
  });

  it("one that just fits stays one", async () => {
    const text = "x".repeat(4096 - notices.en.length - 2);
    expect(await opened([text])).toEqual([`${notices.en}\n\n${text}`]);
  });
});
