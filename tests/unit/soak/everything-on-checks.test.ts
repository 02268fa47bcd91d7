import { describe, expect, it } from "vitest";
import type { Check } from "../../soak/check";
import { checkAlerts } from "../../soak/check-alerts";
import { checkErasure } from "../../soak/check-erasure";
import { checkMedia } from "../../soak/check-media";
import { checkMemory } from "../../soak/check-memory";
import { checkPrivacy } from "../../soak/check-privacy";
import type { Delivery, FileFate, MessageEntry, SoakCustomer } from "../../soak/delivery";
import type { Rows } from "../../soak/read-rows";

const person: SoakCustomer = { waId: "256771000000", name: "A", waUserId: null, part: "plain" };
const erasedPerson: SoakCustomer = { ...person, waId: "256771000001", part: "erased" };

function entry(wamid: string, fields: Partial<MessageEntry> = {}): MessageEntry {
  return {
    ...{ kind: "message", type: "text", customer: person, wamid, token: `TOKEN${wamid}` },
    ...{ writtenMs: 0, draw: 0, fate: null },
    ...fields,
  };
}
const delivery = (...entries: MessageEntry[]): Delivery => ({
  ...{ dueMs: 0, envelope: "live", entries, refusal: null, isRepeat: false, isLate: false },
});
const plan = (...entries: MessageEntry[]) => ({
  customers: [person],
  deliveries: [delivery(...entries)],
});
function message(id: string, fields: Partial<Rows["messages"][number]> = {}) {
  return {
    ...{ id, seq: 1, session_id: "s1", direction: "inbound" as const, author: "customer" },
    ...{ message_type: "text", purpose: null, text: "Hello", rendered_text: "Hello" },
    ...{ wa_message_id: id, starts_turn: true, turn_id: null, state: null, state_reason: null },
    ...{ created_at: "2026-11-22T07:00:00Z", deleted_at: null },
    ...fields,
  };
}
const failed = (checks: Check[]) => checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe("the soak's checks of files", () => {
  const image = (fate: FileFate) => entry("w1", { type: "image", fate });
  const row = {
    ...{ id: "f1", message_id: "w1", status: "stored", error: null, storage_path: "c1/f1" },
    ...{ enrichment_status: "done", enrichment_error: null },
  };
  const check = (fate: FileFate, media: Rows["media"], objects: string[]) =>
    failed(checkMedia(plan(image(fate)), { messages: [message("w1")], media }, objects));

  it("hold for a stored file with its object, and for one that was rightly not taken", () => {
    expect(check("good", [row], ["c1/f1"])).toEqual([]);
    const gone = { ...row, status: "expired", error: "media_not_found", storage_path: null };
    expect(check("unknown_id", [gone], [])).toEqual([]);
  });

  it("see a file that is lost, elsewhere, without object or not looked into, and an orphan", () => {
    expect(check("good", [], [])).toEqual([
      "files sent, with one row each",
      "files that ended elsewhere than they had to",
    ]);
    const spoilt = ["files that ended elsewhere than they had to"];
    expect(check("wrong_checksum", [row], ["c1/f1"])).toEqual(spoilt);
    expect(check("good", [row], [])).toEqual([
      "stored files whose object is missing, or is that of another",
    ]);
    expect(check("good", [row], ["c1/f1", "c1/f2"])).toEqual(["objects without a stored file"]);
    const blind = { ...row, enrichment_status: "failed" };
    expect(check("good", [blind], ["c1/f1"])).toEqual(["stored files not looked into"]);
  });
});

describe("the soak's checks of memory", () => {
  const chunk = { message_id: "w1", chunk_index: 0, chunk_count: 1, model: "m" };
  const check = (change: Partial<Pick<Rows, "messages" | "chunks" | "summaries">>) =>
    failed(checkMemory({ messages: [message("w1")], chunks: [chunk], summaries: [], ...change }));

  it("see a message that was not embedded, not wholly, or should not have been", () => {
    expect(check({})).toEqual([]);
    const name = ["messages to be embedded, and embedded whole"];
    expect(check({ chunks: [] })).toEqual(name);
    expect(check({ chunks: [{ ...chunk, chunk_count: 2 }] })).toEqual(name);
    const sticker = message("w1", { message_type: "sticker", rendered_text: "[Sticker]" });
    expect(check({ messages: [sticker], chunks: [] })).toEqual([]);
    expect(check({ messages: [message("w1", { message_type: "reaction" })] })).toEqual([
      "messages embedded that should not be",
    ]);
  });

  it("see notes that were made twice", () => {
    const note = { id: "n1", session_id: "s1", version: 1, upto_seq: 5 };
    const next = { ...note, id: "n2", version: 2, upto_seq: 9 };
    expect(check({ summaries: [note, next] })).toEqual([]);
    const twice = ["notes on the same messages twice"];
    expect(check({ summaries: [note, { ...next, version: 1 }] })).toEqual(twice);
    expect(check({ summaries: [note, { ...next, upto_seq: 5 }] })).toEqual(twice);
  });
});

describe("the soak's checks of the erasure", () => {
  const fencedAt = 100_000;
  const before = entry("w1", { customer: erasedPerson, writtenMs: 10_000 });
  const after = entry("w2", { customer: erasedPerson, writtenMs: 200_000 });
  const again = { wamid: "w3", text: "Hello" };
  const erased = { customer: erasedPerson, customerId: "old", fencedAt, isCertified: true, again };
  const rows = {
    messages: [message("w2", { session_id: "s2" }), message("w3", { session_id: "s2" })],
    identities: [{ id: "i", customer_id: "new", kind: "phone" as const, value: "+256771000001" }],
    sessions: [
      {
        ...{ id: "s2", customer_id: "new", owner: "bot" as const, owner_reason: null },
        ...{ pending_turn_seq: null, replied_upto_seq: 1 },
      },
    ],
  };
  const both = plan(before, after);
  const posted = both.deliveries.map((each) => ({ delivery: each, status: 200, tries: 1 }));
  const check = (change: Partial<typeof rows>, everything = "", is = erased) => {
    const at = ({ writtenMs }: MessageEntry) => writtenMs;
    return failed(checkErasure(both, posted, is, at, { ...rows, ...change }, everything));
  };

  it("hold when the old is gone and the new is stored", () => expect(check({}, "w2")).toEqual([]));

  it("see what came back, an old record, a lost message and a missing certificate", () => {
    const back = ["of 1 messages from before the erasure, found anywhere by id or words"];
    expect(check({}, "… w1 …")).toEqual(back);
    expect(check({}, "… TOKENw1 …")).toEqual(back);
    const [session] = rows.sessions;
    if (!session) throw new Error("There is one session");
    expect(check({ sessions: [session, { ...session, id: "s1", customer_id: "old" }] })).toEqual([
      "rows of the old record",
    ]);
    expect(check({ messages: [] })).toEqual([
      "messages from after the erasure, each stored once as a new customer's",
    ]);
    expect(check({}, "", { ...erased, isCertified: false })).toEqual([
      "erasures with a certificate and no finding",
    ]);
  });
});

describe("the soak's checks of alerts and of what is over its time", () => {
  const alert = { id: "a1", kind: "job_dead", dedupe_key: "job_dead:x", state: "open" };
  const told = {
    ...{ id: "t1", kind: "raised", alert_id: "a1", round: 0, state: "sent" },
    ...{ attempts: 1, batch_id: "b1" },
  };
  const check = (alertMessages: Rows["alertMessages"], chat: string[]) =>
    failed(checkAlerts({ alerts: [alert], alertMessages }, chat));

  it("see an alert told twice or not, and a chat that shows more than was written down", () => {
    expect(check([told], ["A job died"])).toEqual([]);
    expect(check([told], ["A job died", "The database does not answer"])).toEqual([]);
    expect(check([], [])).toEqual(["alerts not told"]);
    expect(check([told, { ...told, id: "t2" }], ["A job died"])).toEqual(["alerts told twice"]);
    const twice = ["messages in the chat for those written down as sent"];
    expect(check([told], ["A job died", "A job died"])).toEqual(twice);
    expect(check([{ ...told, attempts: 2 }], ["A job died", "A job died"])).toEqual([]);
  });

  it("see old conversations, an unfinished run and a second archive", () => {
    const nothing = { messages: [], sessions: [], retentionRuns: [] };
    const expired = { customerIds: ["c9"] };
    expect(failed(checkPrivacy(expired, ["ready"], nothing, 0))).toEqual([]);
    const running = { ...nothing, retentionRuns: [{ id: "r1", state: "running" }] };
    expect(failed(checkPrivacy(expired, ["ready", "ready"], running, 1))).toEqual([
      "archives built for the access request",
      "runs of retention not finished",
      "objects that still have to be removed",
    ]);
  });
});
