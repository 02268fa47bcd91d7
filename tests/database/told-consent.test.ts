import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ingest, messageItem, one, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const roles = ["support", "privacy", "admin"] as const;
type Role = (typeof roles)[number];

let service: pg.Client;
let root: pg.Client;
const staff = {} as Record<Role, pg.Client>;
beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  for (const role of roles) staff[role] = await asStaff(database, role);
});

type Told = { scope: string; to: string; at: Date; evidence: string | null; words: string };
const changes = {
  "service out": { scope: "service", to: "opted_out" },
  "marketing out": { scope: "marketing", to: "stopped" },
  "service in": { scope: "service", to: "opted_in" },
  "marketing in": { scope: "marketing", to: "allowed" },
} as const;

async function aCustomer() {
  const { phone, sessionId } = await startConversation(service);
  const { customer_id: customerId } = await one<{ customer_id: string }>(
    root,
    "select customer_id from chat_sessions where id = $1",
    sessionId,
  );
  return { phone, sessionId, customerId };
}

const tell = (client: pg.Client, customerId: string, told: Partial<Told>) => {
  const all = { scope: "service", to: "opted_out", at: new Date(), evidence: null, ...told };
  return call(
    client,
    "record_told_consent",
    ...[customerId, all.scope, all.to, "phone", told.words ?? "Leave me alone", all.at],
    all.evidence,
  );
};

describe("a change of consent that a customer told staff", () => {
  it.each(roles)("P21: %s records what the role may", async (role) => {
    const mayAllow = role !== "support";
    for (const change of Object.values(changes)) {
      const { customerId } = await aCustomer();
      const isIn = change.to === "opted_in" || change.to === "allowed";
      const attempt = tell(staff[role], customerId, { ...change, evidence: "Mail of 3 May" });
      if (isIn && !mayAllow) await expect(attempt).rejects.toMatchObject({ code: "42501" });
      else await attempt;
      const { rows } = await root.query(
        `select e.scope, e.to_status, e.source, e.channel, e.words, e.evidence, f.role
         from consent_events e join staff f on f.user_id = e.recorded_by where e.customer_id = $1`,
        [customerId],
      );
      expect(rows).toEqual(
        isIn && !mayAllow
          ? []
          : [
              {
                ...{ scope: change.scope, to_status: change.to, source: "staff", role },
                ...{ channel: "phone", words: "Leave me alone", evidence: "Mail of 3 May" },
              },
            ],
      );
    }
  });

  it("is refused to people who are not staff, and to the service", async () => {
    const { customerId } = await aCustomer();
    const nobody = await database.as("authenticated", crypto.randomUUID());
    for (const actor of [nobody, await database.as("anon"), service]) {
      await expect(tell(actor, customerId, {})).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("needs the words, a time that has come, and for a permission its proof", async () => {
    const { customerId } = await aCustomer();
    for (const told of [
      { words: "  " },
      { at: new Date(Date.now() + 3_600_000) },
      { to: "opted_in", evidence: " " },
      { scope: "marketing", to: "opted_out" },
      { to: "pending" },
    ]) {
      await expect(tell(staff.admin, customerId, told)).rejects.toMatchObject({ code: "22023" });
    }
    const missing = tell(staff.admin, crypto.randomUUID(), {});
    await expect(missing).rejects.toMatchObject({ code: "PT404" });
  });

  it("keeps back at once what waits to be sent, and names only the act in the audit log", async () => {
    const { sessionId, customerId } = await aCustomer();
    await call(staff.support, "take_over_session", sessionId);
    const { message_ids: ids } = await call<{ message_ids: string[] }>(
      staff.support,
      "queue_staff_reply",
      ...[sessionId, ["On its way"], crypto.randomUUID()],
    );
    await tell(staff.support, customerId, { words: "Stop, all of it" });
    const waiting = await one<{ state: string; state_reason: string }>(
      root,
      "select state, state_reason from chat_messages where id = $1",
      ids[0],
    );
    expect(waiting).toEqual({ state: "suppressed", state_reason: "opted_out" });
    const gate = await call(staff.support, "send_refusal", sessionId, "staff", "staff_reply");
    expect(gate).toBe("opted_out");
    const { rows } = await root.query(
      "select details - 'at' as details from audit_log where action = 'consent_recorded' and subject_id = $1",
      [customerId],
    );
    expect(rows).toEqual([{ details: { scope: "service", to: "opted_out", channel: "phone" } }]);
  });

  it("does not overrule what the customer wrote later, and says when nothing changes", async () => {
    const { phone, customerId } = await aCustomer();
    const consent = { change: "opt_out", language: "en", words: "STOP", source: "keyword" };
    await ingest(service, messageItem({ phone, text: "STOP", consent }));
    const told = { to: "opted_in", evidence: "Call 1142" };
    const before = new Date(Date.now() - 3_600_000);
    await expect(tell(staff.privacy, customerId, { ...told, at: before })).rejects.toMatchObject({
      code: "PT409",
      message: "newer_consent",
    });
    await expect(tell(staff.privacy, customerId, {})).rejects.toMatchObject({
      message: "nothing_changed",
    });
    await tell(staff.privacy, customerId, told);
    const now = await one<{ consent_status: string }>(
      root,
      "select consent_status from customers where id = $1",
      customerId,
    );
    expect(now.consent_status).toBe("opted_in");
  });
});
