import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  closeWindow,
  hashOfCode,
  historyOf,
  newPerson,
  privacySettings,
  writtenDown,
} from "./privacy-scenario";
import {
  echoItem,
  ingest,
  messageItem,
  one,
  recordSend,
  sendSettings,
  someWamid,
  statusItem,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let privacy: pg.Client;
const templates = [
  ["privacy_code", "AUTHENTICATION", "{{1}} is your verification code.", 1],
  ["privacy_link", "UTILITY", "Copy for request {{1}}: {{2}}, until {{3}}.", 3],
  ["privacy_answer", "UTILITY", "About your request {{1}}: {{2}} Parcelo", 2],
  ["shouting", "MARKETING", "Buy {{1}}!", 1],
] as const;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  privacy = await asStaff(database, "privacy");
  await call(
    service,
    "replace_templates",
    JSON.stringify(
      templates.map(([name, category, body, variable_count]) => ({
        ...{ name, category, body, variable_count, language: "en", status: "APPROVED" },
        components: [],
      })),
    ),
  );
});

const request = async (kind = "erasure") =>
  writtenDown(privacy, await newPerson(service, admin), kind);
async function sendCode(id: string, settings: object = privacySettings) {
  const sent = await call<{ message_id: string }>(
    privacy,
    "send_identity_code",
    ...[id, "123456", hashOfCode("123456"), settings],
  );
  return sent.message_id;
}
type Message = {
  text: string;
  rendered_text: string;
  message_type: string;
  state: string;
  payload: { template?: { name: string }; secret?: { variables: string[] } };
};
const messageOf = (id: string | undefined) =>
  one<Message>(admin, "select * from chat_messages where id = $1", id);
type Begun = { kind: string; reason?: string; attempt_id: string; payload: Message["payload"] };
const begin = (id: string) => call<Begun>(service, "begin_send", id, sendSettings);
async function leave(id: string, wamid = someWamid()) {
  const { attempt_id } = await begin(id);
  await recordSend(service, attempt_id, { kind: "accepted", wa_message_id: wamid });
  return wamid;
}
const rawOf = async (key: string) =>
  (await one<{ raw: object }>(admin, "select raw from wa_events where dedupe_key = $1", key)).raw;
const prove = (id: string) =>
  call(privacy, "record_identity_check", id, "document", "Passport seen at the desk");
async function handOut(id: string, settings: object = privacySettings) {
  await prove(id);
  const exportId = await call<string>(privacy, "start_privacy_export", id);
  const claim = await call<{ claim: string }>(service, "claim_privacy_export", exportId, 60_000);
  await call(service, "finish_privacy_export", ...[exportId, claim.claim, 10, hashOfCode("1"), 0]);
  const url = "https://parcelo.example/export/secret-token";
  const hash = randomUUID().replaceAll("-", "").repeat(2);
  return call<{ message_id: string }>(
    privacy,
    "link_privacy_export",
    ...[exportId, hash, url, settings],
  );
}

describe("outside the 24-hour window", () => {
  it("a code and a link leave as the configured template, also after STOP, and are forgotten like any other", async () => {
    const mine = await request("access");
    await ingest(
      service,
      messageItem({
        phone: mine.phone,
        text: "STOP",
        consent: { change: "opt_out", source: "keyword", words: "STOP", language: "en" },
      }),
    );
    await admin.query(
      "update chat_messages set state = 'delivered' where session_id = $1 and purpose = 'consent_confirmation'",
      [mine.sessionId],
    );
    await closeWindow(admin, mine);
    const codeId = await sendCode(mine.id);
    expect(await messageOf(codeId)).toMatchObject({
      message_type: "template",
      text: "123456 is your verification code.",
      rendered_text: "•••••• is your verification code.",
    });
    // What staff read of it in the transcript, while it waits.
    const shown = await one(
      admin,
      "select console_message_row(m) from chat_messages m where id = $1",
      codeId,
    );
    expect(JSON.stringify(shown)).not.toContain("123456");
    expect((await begin(codeId)).payload).toMatchObject({
      template: { name: "privacy_code", category: "AUTHENTICATION" },
      secret: { variables: ["123456"] },
    });
    const attempt = await one<{ id: string }>(
      admin,
      "select id from send_attempts where message_id = $1",
      codeId,
    );
    await recordSend(service, attempt.id, { kind: "accepted", wa_message_id: someWamid() });
    expect(JSON.stringify(await messageOf(codeId))).not.toContain("123456");

    const { message_id: linkId } = await handOut(mine.id);
    expect((await messageOf(linkId)).text).toMatch(
      /^Copy for request PR-\d+: https:.*secret-token/,
    );
    await leave(linkId);
    expect(JSON.stringify(await messageOf(linkId))).not.toContain("secret-token");
  });

  it("nothing leaves without a template that is approved, fits and sells nothing; staff read why", async () => {
    const mine = await request();
    await closeWindow(admin, mine);
    const refusals: [string | null, string][] = [
      [null, "no_template"],
      ["never_heard_of", "template_unusable"],
      ["shouting", "template_unusable"],
      // For an answer of two values, not for a link: more than a code may have.
      ["privacy_link", "template_unusable"],
    ];
    for (const [code, detail] of refusals) {
      const settings = { templates: { code } };
      await expect(sendCode(mine.id, settings), String(code)).rejects.toMatchObject({
        message: "not_allowed",
        detail,
      });
      const read = await call<{ sending: { code: object } }>(
        privacy,
        "read_privacy_request",
        ...[mine.id, settings],
      );
      expect(read.sending.code).toMatchObject({ way: null, refusal: detail });
    }
    const read = await call<{ sending: object }>(
      privacy,
      "read_privacy_request",
      ...[mine.id, privacySettings],
    );
    expect(read.sending).toMatchObject({
      code: { way: "template", template: "privacy_code", refusal: null },
      link: { way: "template", template: "privacy_link" },
      answer: { way: "template", template: "privacy_answer" },
    });
    await admin.query("update message_templates set status = 'PAUSED' where name = 'privacy_code'");
    await expect(sendCode(mine.id)).rejects.toMatchObject({ detail: "template_unusable" });
    await admin.query("update message_templates set status = 'APPROVED'");
  });

  it("who has not written for months gets a conversation of their own, and answers the code in it", async () => {
    const mine = await request();
    await closeWindow(admin, mine);
    await admin.query("update chat_sessions set status = 'closed' where id = $1", [mine.sessionId]);
    const codeId = await sendCode(mine.id);
    expect((await begin(codeId)).kind).toBe("send");
    const item = messageItem({ phone: mine.phone, text: "123456" });
    await ingest(service, {
      ...item,
      message: { ...item.message, identity_code: hashOfCode("123456") },
    });
    const { state } = await one<{ state: string }>(
      admin,
      "select state from privacy_requests where id = $1",
      mine.id,
    );
    expect(state).toBe("ready");
  });
});

describe("the provider's copy of a code", () => {
  it("is kept without its text, whether it comes after the answer, before it, or without an id", async () => {
    const echoed = (wamid: string | null, phone: string, text: string) => ({
      ...echoItem(wamid, phone, text),
      raw: { text: { body: text } },
    });
    const after = await request();
    const first = await sendCode(after.id);
    const { text } = await messageOf(first);
    const wamid = await leave(first);
    await ingest(service, echoed(wamid, after.phone, text));
    expect(await rawOf(`echo:${wamid}`)).toEqual({ redacted: "privacy_secret" });

    const before = await request();
    const second = await sendCode(before.id);
    const { attempt_id } = await begin(second);
    const early = someWamid();
    await ingest(service, echoed(early, before.phone, (await messageOf(second)).text));
    expect(await rawOf(`echo:${early}`)).toEqual({ redacted: "privacy_secret" });
    await recordSend(service, attempt_id, { kind: "accepted", wa_message_id: early });

    const nameless = await request();
    const third = await sendCode(nameless.id);
    const words = (await messageOf(third)).text;
    await begin(third);
    const item = {
      ...echoed(null, nameless.phone, words),
      dedupe_key: `echo:${randomUUID().replaceAll("-", "").repeat(2)}`,
    };
    await ingest(service, item);
    expect(await rawOf(item.dedupe_key)).toEqual({ redacted: "privacy_secret" });
    expect((await messageOf(third)).state).toBe("sent");

    // A colleague's own words in the same conversation stay as they are.
    const other = echoed(someWamid(), after.phone, "Hello from the inbox");
    await ingest(service, other);
    expect(await rawOf(other.dedupe_key)).toEqual(other.raw);
  });

  it("is not sent again as dots when a failure comes after the code was forgotten", async () => {
    const mine = await request();
    const id = await sendCode(mine.id);
    const wamid = await leave(id);
    await ingest(service, statusItem(wamid, "failed", { error_code: 131056 }));
    expect((await messageOf(id)).state).toBe("failed");
  });
});

describe("how a request ended", () => {
  const noticesOf = async (id: string) =>
    (
      await call<{ notices: { about: string; state: string; way: string; reason: string }[] }>(
        privacy,
        "read_privacy_request",
        id,
      )
    ).notices;
  const untold = async () => {
    const { rows, counts } = await call<{ rows: { id: string }[]; counts: { untold: number } }>(
      privacy,
      "list_privacy_requests",
      ...[{ show: "untold" }, null, 100],
    );
    return { ids: rows.map(({ id }) => id), count: counts.untold };
  };

  it("is told with the reason in words, and the request says when they were told", async () => {
    const mine = await request();
    const refused = await call<{ message_id: string }>(
      privacy,
      "refuse_privacy_request",
      ...[mine.id, "legal_duty", privacySettings],
    );
    expect((await messageOf(refused.message_id)).text).toMatch(/the law makes us keep this data/);
    expect(await noticesOf(mine.id)).toMatchObject([{ about: "refused", state: "telling" }]);
    await leave(refused.message_id);
    expect(await noticesOf(mine.id)).toMatchObject([
      { about: "refused", state: "told", way: "whatsapp" },
    ]);
    await expect(
      call(privacy, "record_privacy_told", mine.id, "refused", "email"),
    ).rejects.toMatchObject({ message: "already_told" });

    const done = await request("access");
    await handOut(done.id);
    const completed = await call<{ message_id: string }>(
      privacy,
      "complete_privacy_request",
      ...[done.id, {}, privacySettings],
    );
    expect((await messageOf(completed.message_id)).text).toMatch(/given the copy of your data/);
  });

  it("leaves as a template outside the window, in the reason's words", async () => {
    const mine = await request();
    await closeWindow(admin, mine);
    const { message_id: id } = await call<{ message_id: string }>(
      privacy,
      "refuse_privacy_request",
      ...[mine.id, "unfounded", privacySettings],
    );
    expect((await messageOf(id)).text).toMatch(
      /^About your request PR-\d+: We cannot do what you asked .* no ground for it\..* Parcelo$/,
    );
    expect((await begin(id)).kind).toBe("send");
  });

  it("stays open as untold when nothing can leave or it did not arrive, until staff told them", async () => {
    const mine = await request();
    await closeWindow(admin, mine);
    await call(privacy, "refuse_privacy_request", mine.id, "unfounded", {});
    expect(await noticesOf(mine.id)).toMatchObject([
      { about: "refused", state: "not_told", reason: "no_template" },
    ]);
    const before = await untold();
    expect(before.ids).toContain(mine.id);
    expect(before.count).toBe(before.ids.length);
    await expect(call(privacy, "tell_privacy_again", mine.id, "refused", {})).rejects.toMatchObject(
      { message: "not_allowed", detail: "no_template" },
    );
    const again = await call<{ message_id: string }>(
      privacy,
      "tell_privacy_again",
      ...[mine.id, "refused", privacySettings],
    );
    expect((await untold()).ids).not.toContain(mine.id);
    const { attempt_id } = await begin(again.message_id);
    await recordSend(service, attempt_id, {
      ...{ kind: "failed", error_code: 131026, reason: "refused", retry: false },
      ...{ retry_after_ms: null, stops_account: false },
    });
    expect(await noticesOf(mine.id)).toMatchObject([{ state: "not_told", reason: "131026" }]);
    expect((await untold()).ids).toContain(mine.id);
    await call(privacy, "record_privacy_told", mine.id, "refused", "letter");
    expect((await untold()).ids).not.toContain(mine.id);
    expect(await noticesOf(mine.id)).toMatchObject([{ state: "told", way: "letter" }]);
    const support = await asStaff(database, "support");
    await expect(
      call(support, "record_privacy_told", mine.id, "refused", "letter"),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("is refused as an extension when the person cannot be told of it", async () => {
    const mine = await request();
    await closeWindow(admin, mine);
    const extend = (way: string, settings: object) =>
      call<{ message_id: string | null }>(
        privacy,
        "extend_privacy_request",
        ...[mine.id, "complex", way, settings],
      );
    await expect(extend("whatsapp", {})).rejects.toMatchObject({ detail: "no_template" });
    expect((await historyOf(admin, mine.id)).map(({ event }) => event)).not.toContain("extended");
    const { message_id: id } = await extend("whatsapp", privacySettings);
    expect((await messageOf(id ?? "")).text).toMatch(/by \d+\/\d+\/\d{4}/);
  });

  it("is told before an erasure, which waits for that message and for no longer than a minute", async () => {
    const mine = await request();
    await prove(mine.id);
    await call(privacy, "begin_privacy_request", mine.id);
    const run = await one<{ id: string }>(
      admin,
      "insert into erasure_runs (request_id, customer_id, policy_version, state) values ($1, $2, 1, 'running') returning id",
      ...[mine.id, mine.customerId],
    );
    type Told = { kind: string; message_id?: string };
    const tell = () => call<Told>(service, "tell_before_erasure", run.id, privacySettings);
    const first = await tell();
    expect(first.kind).toBe("wait");
    expect((await messageOf(first.message_id)).text).toMatch(/We now delete your data/);
    // Asked again, it waits for the same message and makes no second one.
    expect(await tell()).toMatchObject({ kind: "wait" });
    expect((await tell()).message_id).toBeUndefined();
    await leave(first.message_id ?? "");
    expect(await tell()).toEqual({ kind: "go" });
    expect(await noticesOf(mine.id)).toMatchObject([{ about: "completed", state: "told" }]);

    await admin.query("update erasure_runs set state = 'cancelled' where id = $1", [run.id]);
    const again = await one<{ id: string }>(
      admin,
      "insert into erasure_runs (request_id, customer_id, policy_version, state) values ($1, $2, 1, 'running') returning id",
      ...[mine.id, mine.customerId],
    );
    const patience = () => call<Told>(service, "tell_before_erasure", again.id, privacySettings);
    expect((await patience()).kind).toBe("wait");
    await admin.query(
      "update privacy_request_events set at = at - interval '1 minute' where request_id = $1",
      [mine.id],
    );
    expect(await patience()).toEqual({ kind: "go" });
  });
});

describe("a corrected name", () => {
  it("is kept when the next message brings the name of the profile; an uncorrected one follows it", async () => {
    const mine = await request("rectification");
    await prove(mine.id);
    const write = (name: string, phone = mine.phone) => {
      const item = messageItem({ phone });
      const sender = { ...item.message.sender, display_name: name };
      return ingest(service, { ...item, message: { ...item.message, sender } });
    };
    const nameOf = async (customerId: string) =>
      (
        await one<{ display_name: string }>(
          admin,
          "select display_name from customers where id = $1",
          customerId,
        )
      ).display_name;
    await write("Profile name");
    expect(await nameOf(mine.customerId)).toBe("Profile name");
    await call(privacy, "rectify_customer", mine.id, { display_name: "Ruth Namukasa" });
    await write("Profile name");
    await write("Another profile name");
    expect(await nameOf(mine.customerId)).toBe("Ruth Namukasa");
    // The name that they have already, but theirs from now on.
    const other = await request("rectification");
    await prove(other.id);
    await write("As it is", other.phone);
    await call(privacy, "rectify_customer", other.id, { display_name: "As it is" });
    await write("Nickname", other.phone);
    expect(await nameOf(other.customerId)).toBe("As it is");
  });
});
