import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let support: pg.Client;
let colleague: pg.Client;
let admin: pg.Client;
let root: pg.Client;

beforeAll(async () => {
  [support, colleague, admin] = [
    await asStaff(database, "support"),
    await asStaff(database, "privacy"),
    await asStaff(database, "admin"),
  ];
  root = await database.superuser();
});

type View = { id: string; name: string; query: string; shared: boolean; mine: boolean };
type Saved = { id?: string; name: string; query?: string; shared?: boolean };
const save = (
  actor: pg.Client,
  { id = randomUUID(), name, query = "filter=human&unread=true", shared = false }: Saved,
) => call<View[]>(actor, "save_view", id, name, query, shared);
const remove = (actor: pg.Client, id: string) => call<View[]>(actor, "delete_view", id);
const names = async (actor: pg.Client) =>
  (await call<View[]>(actor, "list_views")).map((view) => view.name);

describe("a saved filter", () => {
  it("is its owner's: nobody else sees, changes or deletes it", async () => {
    const id = randomUUID();
    await save(support, { id, name: "My unread" });
    expect(await names(support)).toContain("My unread");
    for (const other of [colleague, admin]) {
      expect(await names(other)).not.toContain("My unread");
      expect(
        (await other.query("select 1 from public.saved_views where id = $1", [id])).rows,
      ).toEqual([]);
      await expect(save(other, { id, name: "Taken" })).rejects.toMatchObject({ code: "PT404" });
      await expect(remove(other, id)).rejects.toMatchObject({ code: "PT404" });
    }
  });

  it("is renamed, deleted, and brought back under its id", async () => {
    const id = randomUUID();
    await save(support, { id, name: "Old name" });
    await save(support, { id, name: "New name" });
    expect(await names(support)).toContain("New name");
    expect(await names(support)).not.toContain("Old name");
    expect((await remove(support, id)).map((view) => view.id)).not.toContain(id);
    await remove(support, id); // again: the first answer was lost
    expect((await save(support, { id, name: "New name" })).map((view) => view.id)).toContain(id);
  });

  it("is shared by admins only, seen by everyone, and changed by admins only, with a line in the audit log", async () => {
    const id = randomUUID();
    await expect(save(support, { name: "For all", shared: true })).rejects.toMatchObject({
      code: "42501",
    });
    await save(admin, { id, name: "For all", shared: true });
    expect(await names(support)).toContain("For all");
    expect(await names(colleague)).toContain("For all");
    await expect(save(support, { id, name: "Mine now" })).rejects.toMatchObject({ code: "42501" });
    await expect(remove(support, id)).rejects.toMatchObject({ code: "42501" });
    const otherAdmin = await asStaff(database, "admin");
    await remove(otherAdmin, id);
    expect(await names(support)).not.toContain("For all");
    const { rows } = await root.query(
      "select action from public.audit_log where subject_id = $1 order by at",
      [id],
    );
    expect(rows.map((row) => row.action)).toEqual(["saved_view_shared", "saved_view_deleted"]);
  });

  it("has a name of its own", async () => {
    await save(support, { name: "Twice" });
    await expect(save(support, { name: " twice " })).rejects.toMatchObject({
      code: "PT409",
      message: "name_taken",
    });
    await expect(save(colleague, { name: "Twice" })).resolves.toBeTruthy();
  });

  it.each([
    "",
    "search=Namukasa Ruth",
    "search=namukasa",
    "filter=open&search=+256772123456",
    "nothing",
    "filter=open;drop",
  ])("does not keep %j: words of a search may be somebody's name", async (query) => {
    await expect(save(support, { name: "Refused", query })).rejects.toMatchObject({
      code: "22023",
    });
  });

  it("ends at 50 a person", async () => {
    const many = await asStaff(database, "support");
    for (let n = 0; n < 50; n += 1) await save(many, { name: `View ${n}` });
    await expect(save(many, { name: "One more" })).rejects.toMatchObject({
      message: "too_many_views",
    });
  });

  it("is refused to the deactivated, to strangers and to nobody", async () => {
    const refused = [
      await asStaff(database, "support", false),
      await database.as("authenticated", randomUUID()),
      await database.as("anon"),
    ];
    for (const actor of refused) {
      await expect(save(actor, { name: "x" })).rejects.toMatchObject({ code: "42501" });
      await expect(remove(actor, randomUUID())).rejects.toMatchObject({ code: "42501" });
      await expect(names(actor)).rejects.toMatchObject({ code: "42501" });
    }
  });
});
