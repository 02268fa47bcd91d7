import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { ingest, messageItem } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const whoAmI = async (client: pg.Client) =>
  (await client.query<{ id: string }>("select auth.uid() as id")).rows[0]?.id ?? "";

/** The account has accepted its invitation. */
async function confirm(...ids: string[]) {
  const root = await database.superuser();
  await root.query("update auth.users set email_confirmed_at = now() where id = any($1)", [ids]);
}

/** Leaves these people as the only active staff. */
async function only(...ids: string[]) {
  const root = await database.superuser();
  await root.query("update staff set active = user_id = any($1)", [ids]);
  await confirm(...ids);
}

const claim = (client: pg.Client, claims: object) =>
  client.query("select set_config('request.jwt.claims', (auth.jwt() || $1::jsonb)::text, false)", [
    JSON.stringify(claims),
  ]);

const ownerOf = async (sessionId: string | undefined) => {
  const root = await database.superuser();
  const { rows } = await root.query("select owner, assigned_to from chat_sessions where id = $1", [
    sessionId,
  ]);
  return rows[0];
};

/** Until a statement waits for another's lock, or what is to wait has ended without. */
async function untilWaiting(orEnded: Promise<unknown>) {
  const root = await database.superuser();
  let hasEnded = false;
  void orEnded.finally(() => {
    hasEnded = true;
  });
  await expect
    .poll(
      async () =>
        hasEnded ||
        (
          await root.query(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        ).rows.length > 0,
      { timeout: 30_000 },
    )
    .toBe(true);
}

describe("a second factor and a signed-out session decide in the database", () => {
  for (const role of ["support", "privacy", "admin"] as const) {
    it(`${role} with a verified factor is nobody until the code was given`, async () => {
      const client = await asStaff(database, role);
      const me = await whoAmI(client);
      const root = await database.superuser();
      const roleNow = async () =>
        (await client.query("select current_staff_role() as r")).rows[0].r as string | null;
      await claim(client, { aal: "aal1" });
      await root.query(
        `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
         values ($1, $2, 'phone', 'totp', 'unverified', now(), now())`,
        [randomUUID(), me],
      );
      expect(await roleNow()).toBe(role);
      await root.query("update auth.mfa_factors set status = 'verified' where user_id = $1", [me]);
      expect(await roleNow()).toBeNull();
      expect((await client.query("select id from audit_log")).rows).toEqual([]);
      expect((await client.query("select user_id from staff")).rows).toEqual([{ user_id: me }]);
      await expect(call(client, "rename_myself", "Other")).rejects.toMatchObject({ code: "42501" });
      expect(await call(client, "my_access")).toMatchObject({ state: "needs_second_factor" });
      await claim(client, { aal: "aal2" });
      expect(await roleNow()).toBe(role);
      expect(await call(client, "my_access")).toMatchObject({ state: "staff", role });
    });
  }

  it("a session that was signed out opens nothing, though its token still verifies", async () => {
    const client = await asStaff(database, "admin");
    const root = await database.superuser();
    const session = randomUUID();
    await root.query("insert into auth.sessions (id, user_id) values ($1, $2)", [
      session,
      await whoAmI(client),
    ]);
    await claim(client, { session_id: session });
    expect(await call(client, "my_access")).toMatchObject({ state: "staff" });
    await root.query("delete from auth.sessions where id = $1", [session]);
    expect(await call(client, "my_access")).toMatchObject({ state: "signed_out" });
    await expect(call(client, "list_staff", {}, null, 10)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the last admin stays", () => {
  it("two admins who demote each other at the same moment leave one", async () => {
    const [one, two] = await Promise.all([asStaff(database, "admin"), asStaff(database, "admin")]);
    const [first, second] = [await whoAmI(one), await whoAmI(two)];
    await only(first, second);
    await one.query("begin");
    await call(one, "change_staff_role", second, "support");
    // The other has begun before this one commits, and must not decide by what it saw then.
    const late = call(two, "deactivate_staff", first).then(
      () => "done",
      (error: pg.DatabaseError) => error.code,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await one.query("commit");
    expect(await late).toBe("42501");
    const root = await database.superuser();
    const { rows } = await root.query("select 1 from staff where active and role = 'admin'");
    expect(rows).toHaveLength(1);
  });

  it("neither demotes nor deactivates themselves; an invited admin does not count", async () => {
    const last = await asStaff(database, "admin");
    const me = await whoAmI(last);
    const invited = await whoAmI(await asStaff(database, "admin"));
    await only(me);
    const root = await database.superuser();
    await root.query("update staff set active = true where user_id = $1", [invited]);
    const refused = { code: "PT409", message: "last_admin" };
    await expect(call(last, "deactivate_staff", me)).rejects.toMatchObject(refused);
    await expect(call(last, "change_staff_role", me, "privacy")).rejects.toMatchObject(refused);
    await confirm(invited);
    expect(await call(last, "change_staff_role", me, "privacy")).toMatchObject({ user_id: me });
  });
});

describe("acts on staff", () => {
  it("only an admin acts on staff, and sees them", async () => {
    const target = await whoAmI(await asStaff(database, "support"));
    const refused = { code: "42501" };
    for (const client of [
      await asStaff(database, "support"),
      await asStaff(database, "privacy"),
      await asStaff(database, "admin", false),
      await database.as("authenticated", randomUUID()),
    ]) {
      for (const [name, ...args] of [
        ["list_staff", {}, null, 10],
        ["find_staff_account", "a@b.example"],
        ["add_staff", target, "Name", "admin"],
        ["change_staff_role", target, "admin"],
        ["deactivate_staff", target],
        ["reactivate_staff", target],
        ["begin_staff_act", target, "second_factor_reset"],
      ] as const) {
        await expect(call(client, name, ...args), name).rejects.toMatchObject(refused);
      }
    }
  });

  it("deactivation ends sessions, releases open work, and is written down once", async () => {
    const admin = await asStaff(database, "admin");
    const support = await asStaff(database, "support");
    const [adminId, supportId] = [await whoAmI(admin), await whoAmI(support)];
    await confirm(adminId);
    const root = await database.superuser();
    const service = await database.as("service_role");
    const [sessionId] = (await ingest(service, messageItem())).turn_session_ids;
    await call(support, "take_over_session", sessionId);
    const authSession = randomUUID();
    await root.query("insert into auth.sessions (id, user_id) values ($1, $2)", [
      authSession,
      supportId,
    ]);
    expect(await call(admin, "deactivate_staff", supportId)).toMatchObject({ released: 1 });
    expect(await call(admin, "deactivate_staff", supportId)).toMatchObject({ released: 0 });
    expect(await call(support, "my_access")).toMatchObject({ state: "deactivated" });
    expect(
      (await root.query("select 1 from auth.sessions where id = $1", [authSession])).rows,
    ).toEqual([]);
    const { rows } = await root.query(
      "select owner, assigned_to from chat_sessions where id = $1",
      [sessionId],
    );
    expect(rows).toEqual([{ owner: "human", assigned_to: null }]);
    await call(admin, "reactivate_staff", supportId);
    const log = await call<{ rows: { action: string; actor_id: string }[] }>(
      admin,
      "list_audit",
      { subject: supportId },
      null,
      10,
    );
    expect(log.rows.map((row) => row.action)).toEqual(["staff_reactivated", "staff_deactivated"]);
    expect(log.rows.every((row) => row.actor_id === adminId)).toBe(true);
  });

  it("what is assigned to somebody while their role is taken is released too", async () => {
    const [admin, colleague] = [
      await asStaff(database, "admin"),
      await asStaff(database, "support"),
    ];
    const supportId = await whoAmI(await asStaff(database, "support"));
    await confirm(await whoAmI(admin));
    const [sessionId] = (await ingest(await database.as("service_role"), messageItem()))
      .turn_session_ids;
    await colleague.query("begin");
    await call(colleague, "assign_session", sessionId, supportId);
    const changed = call(admin, "change_staff_role", supportId, "privacy");
    await untilWaiting(changed);
    await colleague.query("commit");
    expect(await changed).toMatchObject({ released: 1 });
    expect(await ownerOf(sessionId)).toEqual({ owner: "human", assigned_to: null });
  });

  it("an invitation sent twice makes one member; the list finds them by name, address, role and state", async () => {
    const admin = await asStaff(database, "admin");
    const root = await database.superuser();
    const id = randomUUID();
    await root.query("insert into auth.users (id, email) values ($1, $2)", [
      id,
      `grace_${id}@parcelo.example`,
    ]);
    expect(await call(admin, "find_staff_account", `GRACE_${id}@parcelo.example`)).toMatchObject({
      user_id: id,
      is_staff: false,
    });
    expect(await call(admin, "add_staff", id, " Grace % A ", "support")).toMatchObject({
      added: true,
    });
    expect(await call(admin, "add_staff", id, "Other", "admin")).toMatchObject({ added: false });
    await expect(call(admin, "add_staff", randomUUID(), "X", "support")).rejects.toMatchObject({
      code: "PT404",
    });
    const found = async (filter: object) =>
      (await call<{ rows: { user_id: string }[] }>(admin, "list_staff", filter, null, 100)).rows
        .map((row) => row.user_id)
        .filter((user) => user === id);
    for (const filter of [
      { search: "e % a" },
      { search: id },
      { role: "support", state: "invited" },
      { id },
    ])
      expect(await found(filter), JSON.stringify(filter)).toEqual([id]);
    for (const filter of [
      { search: "e _ a" },
      { role: "admin", search: id },
      { state: "active", search: id },
    ])
      expect(await found(filter), JSON.stringify(filter)).toEqual([]);
    const page = await call<{ rows: unknown[]; next: object }>(admin, "list_staff", {}, null, 1);
    const after = await call<{ rows: unknown[] }>(admin, "list_staff", {}, page.next, 1);
    expect(after.rows).not.toEqual(page.rows);
  });

  it("the command makes an active admin out of any account, again and again, as the system's act", async () => {
    const service = await database.as("service_role");
    const lost = await whoAmI(await asStaff(database, "support", false));
    await call(service, "add_staff_by_command", lost, "Root", "admin");
    await call(service, "add_staff_by_command", lost, "Root", "admin");
    const root = await database.superuser();
    const { rows } = await root.query(
      "select actor_kind, action from audit_log where subject_id = $1",
      [lost],
    );
    expect(rows).toEqual([{ actor_kind: "system", action: "staff_set_by_command" }]);
  });
});

describe("the audit log", () => {
  it("is read by admins and the privacy team, filtered and page by page, and an export is written down", async () => {
    const admin = await asStaff(database, "admin");
    const me = await whoAmI(admin);
    for (let round = 0; round < 5; round++) await call(admin, "rename_myself", `Ada ${round}`);
    const read = (client: pg.Client, filter: object, before: unknown = null, limit = 2) =>
      call<{ rows: { id: string; actor_name: string }[]; next: unknown }>(
        client,
        "list_audit",
        filter,
        before,
        limit,
      );
    const first = await read(admin, { actor: me, action: "staff_renamed" });
    const second = await read(admin, { actor: me, action: "staff_renamed" }, first.next);
    const third = await read(admin, { actor: me, kind: "staff" }, second.next);
    expect(new Set([...first.rows, ...second.rows, ...third.rows].map((row) => row.id)).size).toBe(
      5,
    );
    expect(third.next).toBeNull();
    expect(first.rows[0]?.actor_name).toBe("Ada 4");
    expect((await read(admin, { actor: me, to: "2020-01-01T00:00:00Z" })).rows).toEqual([]);
    await call(admin, "record_audit_export", { actor: me }, 5);
    const privacy = await asStaff(database, "privacy");
    expect((await read(privacy, { actor: me, action: "audit_exported" })).rows).toMatchObject([
      { details: { rows: 5, filters: ["actor"] } },
    ]);
    const support = await asStaff(database, "support");
    await expect(read(support, {})).rejects.toMatchObject({ code: "42501" });
    await expect(call(support, "record_audit_export", {}, 1)).rejects.toMatchObject({
      code: "42501",
    });
    expect((await support.query("select 1 from audit_log")).rows).toEqual([]);
  });

  it("every filter's first page comes from an index", async () => {
    const root = await database.superuser();
    await root.query(
      `insert into audit_log (at, actor_id, actor_kind, action, subject_kind, subject_id)
       select now() - n * interval '1 second', md5('a' || n % 40)::uuid, 'staff', 'act_' || n % 60, 'kind_' || n % 9, md5('s' || n % 20)::uuid
       from generate_series(1, 60000) n`,
    );
    await root.query("analyze audit_log");
    for (const where of [
      "true",
      "a.actor_id = md5('a7')::uuid",
      "a.action = 'act_7'",
      "a.subject_kind = 'kind_3'",
      "a.subject_id = md5('s7')::uuid",
      "a.actor_id = md5('a7')::uuid and a.at < now() - interval '2 hours'",
    ]) {
      const { rows } = await root.query<{ "QUERY PLAN": string }>(
        `explain select a.* from audit_log a where ${where} order by a.at desc, a.id desc limit 51`,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, where).not.toMatch(/Seq Scan|Sort/);
    }
  });
});
