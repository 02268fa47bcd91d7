import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { one, somePhone, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
type Hold = {
  id: string;
  reason: string;
  review_due: boolean;
  placed_by: string;
  release_note: string | null;
  customer: { name: string; number: string };
};
type Page = { rows: Hold[]; next: object | null; due: number; standing: number };
const reason = "Dispute with the carrier, file 7";
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function someCustomer(phone = somePhone()) {
  const { sessionId } = await startConversation(await database.as("service_role"), { phone });
  const { customer_id: customerId } = await one<{ customer_id: string }>(
    await database.superuser(),
    "select customer_id from chat_sessions where id = $1",
    sessionId,
  );
  return { customerId, phone };
}

describe("placing and releasing", () => {
  it("one hold a customer, with reason and review date, and an audit row for each act", async () => {
    const [privacy, admin] = [await asStaff(database, "privacy"), await database.superuser()];
    const { customerId } = await someCustomer();
    const hold = await call<Hold>(
      privacy,
      "place_legal_hold",
      customerId,
      `  ${reason} `,
      inDays(90),
    );
    expect(hold).toMatchObject({
      reason,
      placed_by: "A privacy",
      review_due: false,
      customer: { name: "Namukasa Ruth", number: expect.stringContaining("•") },
    });
    await expect(
      call(privacy, "place_legal_hold", customerId, reason, inDays(90)),
    ).rejects.toMatchObject({ code: "PT409", message: "already_held" });
    await expect(
      call(privacy, "place_legal_hold", randomUUID(), reason, inDays(90)),
    ).rejects.toMatchObject({ code: "PT404" });
    await expect(
      call(privacy, "place_legal_hold", (await someCustomer()).customerId, reason, inDays(-1)),
    ).rejects.toMatchObject({ code: "22023" });
    await expect(call(privacy, "release_legal_hold", hold.id, " ")).rejects.toMatchObject({
      code: "22023",
    });
    expect(
      await call<Hold>(privacy, "release_legal_hold", hold.id, "Settled in court"),
    ).toMatchObject({ release_note: "Settled in court" });
    await expect(call(privacy, "release_legal_hold", hold.id, "again")).rejects.toMatchObject({
      code: "PT409",
      message: "already_released",
    });
    const { rows } = await admin.query(
      "select action from audit_log where subject_id = $1 order by at",
      [hold.id],
    );
    expect(rows.map((row) => row.action)).toEqual(["legal_hold_placed", "legal_hold_released"]);
  });

  it("two at once end in one hold", async () => {
    const [one_, two] = [await asStaff(database, "privacy"), await asStaff(database, "privacy")];
    const { customerId } = await someCustomer();
    const both = await Promise.allSettled(
      [one_, two].map((client) => call(client, "place_legal_hold", customerId, reason, inDays(9))),
    );
    expect(both.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });
});

describe("lists", () => {
  it("what is due for review stands out, and a review moves it on", async () => {
    const [privacy, admin] = [await asStaff(database, "privacy"), await database.superuser()];
    const { id } = await call<Hold>(
      privacy,
      "place_legal_hold",
      (await someCustomer()).customerId,
      reason,
      inDays(30),
    );
    await admin.query("update legal_holds set review_on = current_date - 2 where id = $1", [id]);
    const due = await call<Page>(privacy, "list_legal_holds", "due");
    expect(due.rows.map((row) => row.id)).toEqual([id]);
    expect(due.due).toBe(1);
    await call(privacy, "postpone_hold_review", id, inDays(60));
    expect(await call<Page>(privacy, "list_legal_holds", "due")).toMatchObject({
      rows: [],
      due: 0,
    });
  });

  it("pages by keyset without losing or repeating one", async () => {
    const privacy = await asStaff(database, "privacy");
    for (let n = 0; n < 3; n += 1)
      await call(
        privacy,
        "place_legal_hold",
        (await someCustomer()).customerId,
        reason,
        inDays(30),
      );
    const { standing } = await call<Page>(privacy, "list_legal_holds", "standing");
    const seen: string[] = [];
    let after: object | null = null;
    do {
      const page: Page = await call<Page>(privacy, "list_legal_holds", "standing", after, 2);
      seen.push(...page.rows.map((row) => row.id));
      after = page.next;
    } while (after !== null);
    expect(seen).toHaveLength(standing);
    expect(new Set(seen).size).toBe(standing);
  });

  it("finds a customer by name, by number as people write it, and by id", async () => {
    const privacy = await asStaff(database, "privacy");
    const { customerId, phone } = await someCustomer();
    const local = `0${phone.slice(4, 7)} ${phone.slice(7)}`;
    for (const query of [phone, local, customerId]) {
      const found = await call<{ id: string }[]>(privacy, "find_customers_to_hold", query);
      expect(found.map((each) => each.id)).toEqual([customerId]);
    }
    const byName = await call<{ name: string }[]>(privacy, "find_customers_to_hold", "namukasa");
    expect(byName.length).toBeGreaterThan(0);
    expect(await call(privacy, "find_customers_to_hold", "100%_")).toEqual([]);
  });
});

describe("who", () => {
  it("only the privacy team acts, admins read, support learns that a hold stands and not why", async () => {
    const [privacy, admin, support] = [
      await asStaff(database, "privacy"),
      await asStaff(database, "admin"),
      await asStaff(database, "support"),
    ];
    const { customerId } = await someCustomer();
    for (const client of [admin, support]) {
      await expect(
        call(client, "place_legal_hold", customerId, reason, inDays(9)),
      ).rejects.toMatchObject({ code: "42501" });
      await expect(call(client, "find_customers_to_hold", "Na")).rejects.toMatchObject({
        code: "42501",
      });
    }
    const reviewOn = inDays(9);
    const { id } = await call<Hold>(privacy, "place_legal_hold", customerId, reason, reviewOn);
    await expect(call(admin, "release_legal_hold", id, "note")).rejects.toMatchObject({
      code: "42501",
    });
    expect((await call<Page>(admin, "list_legal_holds")).standing).toBeGreaterThan(0);
    await expect(call(support, "list_legal_holds")).rejects.toMatchObject({ code: "42501" });
    expect(await call(support, "customer_hold", customerId)).toEqual({
      id,
      placed_at: expect.any(String),
      review_on: reviewOn,
    });
    expect((await support.query("select * from legal_holds")).rows).toEqual([]);
  });
});
