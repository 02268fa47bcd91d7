import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { claim, one, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let support: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  support = await asStaff(database, "support");
});

async function openTicket(): Promise<string> {
  const turn = await claim(service, (await startConversation(service)).sessionId);
  const words = {
    ...{ subject: "Late", summary: "It is late.", category: "delivery" },
    ...{ sentiment: "negative", priority: "normal" },
  };
  return (await call<{ id: string }>(service, "open_ticket", turn.turn_id, words)).id;
}

const statusOf = async (id: string) =>
  (await one<{ status: string }>(admin, "select status from support_tickets where id = $1", id))
    .status;
const audited = async (id: string) =>
  (
    await one<{ n: number }>(
      admin,
      "select count(*)::int n from audit_log where subject_id = $1",
      id,
    )
  ).n;

describe("a bulk change of tickets", () => {
  it("sets many at once, does nothing when repeated, and is taken back by what was there before", async () => {
    const [a, b] = [await openTicket(), await openTicket()];
    const changes = [
      { id: a, status: "resolved", priority: "urgent" },
      { id: b, status: "closed" },
    ];
    const rows = await call<{ id: string; status: string; priority: string }[]>(
      support,
      "change_tickets",
      JSON.stringify(changes),
    );
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === a)).toMatchObject({
      status: "resolved",
      priority: "urgent",
    });
    const before = await audited(a);
    await call(support, "change_tickets", JSON.stringify(changes));
    expect(await audited(a)).toBe(before);
    const back = [
      { id: a, status: "open", priority: "normal" },
      { id: b, status: "open" },
    ];
    await call(support, "change_tickets", JSON.stringify(back));
    expect([await statusOf(a), await statusOf(b)]).toEqual(["open", "open"]);
  });

  it("changes none when one is gone, too many are given, or the role may not", async () => {
    const id = await openTicket();
    const change = { id, status: "closed" };
    const none = JSON.stringify([change, { id: randomUUID(), status: "closed" }]);
    await expect(call(support, "change_tickets", none)).rejects.toMatchObject({ code: "PT404" });
    const many = JSON.stringify(Array.from({ length: 101 }, () => change));
    await expect(call(support, "change_tickets", many)).rejects.toMatchObject({ code: "22023" });
    for (const actor of [
      await asStaff(database, "privacy"),
      await database.as("authenticated", randomUUID()),
    ])
      await expect(call(actor, "change_tickets", JSON.stringify([change]))).rejects.toMatchObject({
        code: "42501",
      });
    expect(await statusOf(id)).toBe("open");
  });

  it("takes a ticket from everybody by an explicit null, and leaves the assignee alone without one", async () => {
    const id = await openTicket();
    const me = await one<{ id: string }>(
      admin,
      "select user_id as id from staff where role = 'support' and active limit 1",
    );
    const assignee = async (change: object) => {
      await call(support, "change_tickets", JSON.stringify([{ id, ...change }]));
      const row = await one<{ assigned_to: string | null }>(
        admin,
        "select assigned_to from support_tickets where id = $1",
        id,
      );
      return row.assigned_to;
    };
    expect(await assignee({ assigned_to: me.id })).toBe(me.id);
    expect(await assignee({ status: "pending" })).toBe(me.id);
    expect(await assignee({ assigned_to: null })).toBeNull();
  });
});
