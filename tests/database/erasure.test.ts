import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  approved,
  begin,
  erase,
  fence,
  marked,
  prepareObjects,
  verifiedRequest,
} from "./erase-world";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  reply,
  somePhone,
  someWamid,
  statusItem,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { tablesHolding } from "./tables-holding";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let root: pg.Client;
let service: pg.Client;
let privacy: pg.Client;
let colleague: pg.Client;
let support: pg.Client;
beforeAll(async () => {
  root = await database.superuser();
  service = await database.as("service_role");
  privacy = await asStaff(database, "privacy");
  colleague = await asStaff(database, "admin");
  support = await asStaff(database, "support");
  await prepareObjects(root);
});

/** A wamid as WhatsApp makes them: the number stands in its base64. */
const realWamid = (phone: string) =>
  `wamid.${Buffer.from(`\u001c\u0018\u000c${phone.slice(1)}\u0015\u0002\u0000\u0011\u0018\u0012${Math.random()}`).toString("base64")}`;

async function customerOf(phone: string) {
  const row = await one<{ customer_id: string }>(
    root,
    "select customer_id from customer_identities where value = $1 and valid_to is null",
    phone,
  );
  return row.customer_id;
}

/** A customer with a message, a sent reply and a verified request for erasure. */
async function person(text = "Where is my parcel?") {
  const phone = somePhone();
  const wamid = realWamid(phone);
  const inbound = marked(
    messageItem({ phone, wamid, text, at: new Date(Date.now() - 60_000) }),
    [{ kind: "phone", value: phone }],
    [wamid],
  );
  const stored = await ingest(service, inbound);
  const sessionId = stored.turn_session_ids[0] ?? "";
  const turn = await claim(service, sessionId);
  const committed = await reply(service, turn);
  const begun = await beginSend(service, committed.message_ids[0] ?? "");
  const sentAs = realWamid(phone);
  await recordSend(service, begun.attempt_id, { kind: "accepted", wa_message_id: sentAs });
  const customerId = await customerOf(phone);
  const requestId = await verifiedRequest(root, customerId);
  return { phone, wamid, inbound, sessionId, turn, sentAs, customerId, requestId };
}

const start = async (requestId: string) => {
  const runId = await approved(privacy, requestId);
  expect(await begin(service, runId)).toBe("running");
  return runId;
};

/** Where a text still stands, in every column of every table that can hold one. */
const placesOf = (...texts: string[]) => tablesHolding(root, texts);

describe("an erasure", () => {
  it("ends what else the person had asked for: merged into the erasure, so that no clock runs on", async () => {
    const { customerId, requestId } = await person();
    const access = randomUUID();
    await root.query(
      `insert into public.privacy_requests (id, customer_id, kind, channel, state, due_at)
       values ($1, $2, 'access', 'console', 'received', now() + interval '1 day')`,
      [access, customerId],
    );
    expect(await erase(service, await start(requestId))).toBe("over");
    const read = (id: string) =>
      one(root, "select state, merged_into, closed_at from privacy_requests where id = $1", id);
    expect(await read(access)).toMatchObject({ state: "merged", merged_into: requestId });
    expect((await read(access)).closed_at).not.toBeNull();
    // The erasure's own request ends as its certificate is told, not before.
    expect((await read(requestId)).merged_into).toBeNull();
  });

  it("does not happen when the request is refused before the fence; behind it nothing is refused", async () => {
    const { customerId, requestId } = await person();
    const runId = await start(requestId);
    const refuse = (id: string) => call(privacy, "refuse_privacy_request", id, "legal_claims");
    await refuse(requestId);
    expect(await erase(service, runId)).toBe("over");
    expect(await one(root, "select state from erasure_runs where id = $1", runId)).toEqual({
      state: "cancelled",
    });
    expect(await one(root, "select erased_at from customers where id = $1", customerId)).toEqual({
      erased_at: null,
    });

    const late = await person();
    const lateRun = await start(late.requestId);
    await fence(service, lateRun);
    await expect(refuse(late.requestId)).rejects.toThrow("erasure_running");
    expect(await erase(service, lateRun)).toBe("over");
    expect(
      await one(root, "select state from privacy_requests where id = $1", late.requestId),
    ).toEqual({ state: "completed" });
  });

  it("leaves no number, name, word or wamid, and a certificate whose digest holds", async () => {
    const { phone, wamid, sentAs, customerId, requestId } = await person("Zanzibar spice order");
    const runId = await start(requestId);
    expect(await erase(service, runId)).toBe("over");

    expect(await placesOf(phone.slice(1), wamid, sentAs, "Zanzibar")).toEqual([]);
    const customer = await one(root, "select * from customers where id = $1", customerId);
    expect(customer).toMatchObject({ display_name: null, locale: null });
    expect(customer.erased_at).not.toBeNull();
    const certificate = await call<Record<string, unknown>>(
      privacy,
      "read_erasure_certificate",
      requestId,
    );
    expect(certificate).toMatchObject({ is_intact: true });
    expect(certificate.content).toMatchObject({
      check: { found: 0, elsewhere: [] },
      stores: expect.arrayContaining([expect.objectContaining({ store: "fence", count: 1 })]),
    });
    expect(await one(root, "select state from privacy_requests where id = $1", requestId)).toEqual({
      state: "completed",
    });
    expect(
      await one(root, "select count(*) as n from erasure_targets where run_id = $1", runId),
    ).toEqual({ n: 0 });
    await expect(root.query("delete from erasure_certificates")).rejects.toThrow("never changed");
  });

  it("goes on where it was killed, at every step, and what is gone counts as done", async () => {
    const { phone, requestId } = await person();
    const runId = await start(requestId);
    let crashes = 0;
    let outcome: string | undefined;
    const seen = new Set<string>();
    const killed = new Error("killed");
    while (outcome === undefined) {
      outcome = await erase(service, runId, async (store) => {
        if (seen.has(store)) return;
        seen.add(store);
        crashes += 1;
        throw killed;
      }).catch((error: unknown) => {
        if (error !== killed) throw error;
        return undefined;
      });
    }
    expect(outcome).toBe("over");
    expect(crashes).toBe(26);
    expect(await placesOf(phone.slice(1))).toEqual([]);
  });

  it("is not undone by what arrives in any of its steps, and a new message is a new customer", async () => {
    const { phone, inbound, wamid, sentAs, sessionId, turn, customerId, requestId } =
      await person();
    const who = [{ kind: "phone" as const, value: phone }];
    const runId = await start(requestId);
    let arrivals = 0;
    await erase(service, runId, async (store) => {
      if (store === "certificate") return;
      arrivals += 1;
      const late = someWamid();
      const receipt = statusItem(sentAs, "read", {
        recipient: { phone, wa_user_id: null, display_name: null },
      });
      await ingest(
        service,
        inbound,
        marked(messageItem({ phone, wamid: late, at: new Date(Date.now() - 3_600_000) }), who, [
          late,
        ]),
        marked(receipt, who, [sentAs]),
        marked(
          statusItem(realWamid(phone), "delivered", { recipient: { phone, wa_user_id: null } }),
          who,
          [],
        ),
      );
      // Jobs of the erased customer, delivered late.
      expect((await claim(service, sessionId)).kind).toBe("nothing");
      expect(await call(service, "save_draft", turn.turn_id, turn.fence, ["Late"], {})).toBe(false);
    });
    expect(arrivals).toBeGreaterThan(40);
    expect(await placesOf(phone.slice(1), wamid, sentAs)).toEqual([]);
    await expect(
      root.query(
        "insert into chat_sessions (customer_id, phone_number_id, expires_at) values ($1, '1', now())",
        [customerId],
      ),
    ).rejects.toThrow("customer_erased");

    const fresh = someWamid();
    const again = await ingest(
      service,
      marked(messageItem({ phone, wamid: fresh, at: new Date(Date.now() + 1_000) }), who, [fresh]),
    );
    expect(again.stored).toBe(1);
    expect(await customerOf(phone)).not.toBe(customerId);
  });

  it("loses nothing that is written in its very second: WhatsApp's times are whole seconds, cut off", async () => {
    const { phone, customerId, requestId } = await person();
    await erase(service, await start(requestId));
    const { second } = await one<{ second: Date }>(
      root,
      "select date_trunc('second', erased_at) as second from customers where id = $1",
      customerId,
    );
    const written = (at: Date) => {
      const wamid = someWamid();
      return marked(messageItem({ phone, wamid, at }), [{ kind: "phone", value: phone }], [wamid]);
    };
    const late = await ingest(service, written(new Date(second.getTime() - 1_000)));
    expect(late).toMatchObject({ stored: 0, erased: 1 });
    expect(await ingest(service, written(second))).toMatchObject({ stored: 1, erased: 0 });
    expect(await customerOf(phone)).not.toBe(customerId);
  });

  it("keeps an opt-out: who writes again is a new customer who is still opted out", async () => {
    const { phone, customerId, requestId } = await person();
    await root.query(
      "update customers set consent_status = 'opted_out', marketing_status = 'stopped' where id = $1",
      [customerId],
    );
    await erase(service, await start(requestId));
    const who = [{ kind: "phone" as const, value: phone }];
    const stored = await ingest(
      service,
      marked(messageItem({ phone, at: new Date(Date.now() + 1_000) }), who),
    );
    const [sessionId] = stored.turn_session_ids;
    expect(
      await one(
        root,
        "select consent_status, marketing_status from customers where id = $1",
        await customerOf(phone),
      ),
    ).toEqual({ consent_status: "opted_out", marketing_status: "stopped" });
    expect(await call(service, "send_refusal", sessionId, "bot", "reply")).not.toBeNull();
    expect(await call(service, "send_refusal", sessionId, "staff", "staff_reply")).toBeNull();
    const start_ = {
      change: "opt_in",
      source: "keyword",
      words: "START",
      language: "en",
      answers_confirmation: false,
    };
    await ingest(
      service,
      marked(
        messageItem({ phone, text: "START", consent: start_, at: new Date(Date.now() + 2_000) }),
        who,
      ),
    );
    expect(
      await one(
        root,
        "select consent_status from customers where id = $1",
        await customerOf(phone),
      ),
    ).toEqual({ consent_status: "opted_in" });
  });

  it("waits for a send on its way, so that its id is erased too", async () => {
    const { messageId, phone } = await queuedReply(service);
    const begun = await beginSend(service, messageId);
    const requestId = await verifiedRequest(root, await customerOf(phone));
    const runId = await start(requestId);
    const waiting = new Error("waiting");
    await expect(
      erase(service, runId, async (store) => {
        if (store === "under_way") throw waiting;
      }),
    ).rejects.toBe(waiting);
    expect(await call(service, "erase_batch", runId, "under_way")).toMatchObject({ kind: "wait" });
    const wamid = realWamid(phone);
    await recordSend(service, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    expect(await erase(service, runId)).toBe("over");
    await ingest(service, marked(statusItem(wamid, "delivered"), [], [wamid]));
    expect(await placesOf(wamid)).toEqual([]);
  });
});

describe("what is under way when an erasure begins", () => {
  it("an archive that is being built is given up and removed twice, and its link opens no more", async () => {
    const someone = await person();
    const access = await call<{ id: string }>(
      privacy,
      "open_privacy_request_by_staff",
      ...[
        someone.customerId,
        "access",
        "email",
        new Date().toISOString(),
        "All of it",
        randomUUID(),
      ],
    );
    await call(privacy, "record_identity_check", access.id, "document", "Passport at the desk");
    const exportId = await call<string>(privacy, "start_privacy_export", access.id);
    const claimed = await call<{ claim: string }>(
      service,
      "claim_privacy_export",
      exportId,
      60_000,
    );
    const runId = await start(someone.requestId);
    let finished: unknown = null;
    expect(
      await erase(service, runId, async (store) => {
        if (store !== "objects" || finished !== null) return;
        const archive = [exportId, claimed.claim, 10, "a".repeat(64), 0];
        finished = await call(service, "finish_privacy_export", ...archive);
      }),
    ).toBe("over");
    expect(finished).toBe(false);
    const path = `${someone.customerId}/${exportId}.zip`;
    expect(await call<string[]>(service, "expire_privacy_exports")).toContain(path);
    await call(service, "finish_export_removals", [path]);
    await root.query("update privacy_export_removals set due_at = now() where removed_at is null");
    expect(await call<string[]>(service, "expire_privacy_exports")).toContain(path);
  });

  it("mentions in a large table are replaced block by block, and a repetition looks again", async () => {
    const someone = await person();
    await root.query(
      `insert into audit_log (actor_kind, action, subject_kind, details)
       select 'system', 'noted', 'setting', jsonb_build_object('said', case when n % 500 = 0 then $1 else repeat('x', 300) end)
       from generate_series(1, 5000) n`,
      [`Call ${someone.phone}`],
    );
    const runId = await start(someone.requestId);
    expect(await erase(service, runId, async () => {}, 7)).toBe("over");
    expect(await placesOf(someone.phone)).toEqual([]);
    expect(
      await one(
        root,
        "select count(*)::int n from audit_log where details ->> 'said' = 'Call [erased]'",
      ),
    ).toEqual({ n: 10 });
  });
});

describe("an approval", () => {
  it("is bound to its preview: whatever comes in between asks again", async () => {
    const { phone, requestId } = await person();
    const preview = await call<{ id: string; digest: string }>(
      privacy,
      "preview_erasure",
      requestId,
    );
    await ingest(service, messageItem({ phone }));
    await expect(call(privacy, "approve_erasure", preview.id, preview.digest, 1)).rejects.toThrow(
      "preview_changed",
    );
    await expect(call(support, "preview_erasure", requestId)).rejects.toThrow("roles");
    await expect(call(colleague, "approve_erasure", preview.id, preview.digest, 1)).rejects.toThrow(
      "roles",
    );
  });

  it("needs a verified request and no legal hold", async () => {
    const { customerId, requestId } = await person();
    const preview = await call<{ id: string; digest: string }>(
      privacy,
      "preview_erasure",
      requestId,
    );
    await root.query(
      "insert into legal_holds (customer_id, reason, review_on) values ($1, 'Court case 12/2026', current_date)",
      [customerId],
    );
    await expect(call(privacy, "approve_erasure", preview.id, preview.digest, 1)).rejects.toThrow(
      "legal_hold",
    );
    await root.query("update legal_holds set released_at = now()");
    const runId = (
      await call<{ run_id: string }>(privacy, "approve_erasure", preview.id, preview.digest, 1)
    ).run_id;
    await root.query(
      "insert into legal_holds (customer_id, reason, review_on) values ($1, 'Court case 13/2026', current_date)",
      [customerId],
    );
    expect(await begin(service, runId)).toBe("held");
    await root.query("update legal_holds set released_at = now()");
    await root.query(
      "update privacy_requests set state = 'withdrawn', closed_at = now() where id = $1",
      [requestId],
    );
    expect(await begin(service, runId)).toBe("over");
    await expect(call(privacy, "preview_erasure", requestId)).rejects.toThrow("request_not_ready");
  });

  it("waits for a second, different person where one is needed, and drift undoes both", async () => {
    const { phone, requestId } = await person();
    const runId = await approved(privacy, requestId);
    expect(await begin(service, runId, true)).toBe("awaiting_second");
    const { preview } = await call<{ preview: { digest: string } }>(
      privacy,
      "erasure_status",
      requestId,
    );
    await expect(call(privacy, "approve_erasure_second", runId, preview.digest)).rejects.toThrow(
      "second_person",
    );
    expect(await call(colleague, "approve_erasure_second", runId, preview.digest)).toEqual({
      state: "approved",
    });
    expect(await begin(service, runId, true)).toBe("running");
    expect(await erase(service, runId)).toBe("over");

    const other = await person();
    const otherRun = await approved(privacy, other.requestId);
    await begin(service, otherRun, true);
    await ingest(service, messageItem({ phone: other.phone }));
    const shown = await call<{ preview: { digest: string } }>(
      privacy,
      "erasure_status",
      other.requestId,
    );
    expect(await call(colleague, "approve_erasure_second", otherRun, shown.preview.digest)).toEqual(
      { state: "preview_changed" },
    );
    expect(await begin(service, otherRun, true)).toBe("over");
    expect(phone).not.toBe(other.phone);
  });
});
