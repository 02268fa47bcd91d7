import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const someKey = () => randomBytes(32).toString("hex");

type Answer = { allowed: boolean; attempt_id: string | null; retry_after_s: number | null };

it("guesses sent at once count one by one: ten pass, the rest are told how long to wait", async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, () => database.as("service_role")));
  const account = someKey();
  const answers: Answer[] = [];
  await Promise.all(
    clients.map(async (client) => {
      for (let n = 0; n < 4; n++)
        answers.push(await call<Answer>(client, "begin_sign_in", "password", account, someKey()));
    }),
  );
  expect(answers.filter((answer) => answer.allowed)).toHaveLength(10);
  for (const answer of answers.filter((one) => !one.allowed)) {
    expect(answer.retry_after_s).toBeGreaterThan(880);
    expect(answer.retry_after_s).toBeLessThanOrEqual(900);
  }
});

it("the window slides: the oldest try makes room when it is 15 minutes old, and a right one never counts", async () => {
  const client = await database.as("service_role");
  const root = await database.superuser();
  const account = someKey();
  const tryOnce = () => call<Answer>(client, "begin_sign_in", "reset", account, null);
  for (let n = 0; n < 3; n++) expect((await tryOnce()).allowed).toBe(true);
  expect(await tryOnce()).toMatchObject({ allowed: false, attempt_id: null });
  await root.query(
    `update sign_in_attempts set at = now() - interval '14 minutes 30 seconds' where id =
       (select id from sign_in_attempts where account_key = $1 order by at limit 1)`,
    [account],
  );
  const { retry_after_s } = await tryOnce();
  expect(retry_after_s).toBeLessThanOrEqual(30);
  await root.query(
    "update sign_in_attempts set at = at - interval '31 seconds' where account_key = $1",
    [account],
  );
  const last = await tryOnce();
  expect(last.allowed).toBe(true);
  expect((await tryOnce()).allowed).toBe(false);
  await call(client, "settle_sign_in", last.attempt_id);
  expect((await tryOnce()).allowed).toBe(true);
});

it("one address is limited over all accounts, and a link is not used up by passwords", async () => {
  const client = await database.as("service_role");
  const address = someKey();
  const account = someKey();
  for (let n = 0; n < 100; n++)
    await call(client, "begin_sign_in", "password", n < 9 ? account : someKey(), address);
  expect(await call(client, "begin_sign_in", "password", someKey(), address)).toMatchObject({
    allowed: false,
  });
  expect(await call(client, "begin_sign_in", "password", account, someKey())).toMatchObject({
    allowed: true,
  });
  expect(await call(client, "begin_sign_in", "link", account, address)).toMatchObject({
    allowed: true,
  });
});

it("rows older than a day go, and nobody signed in reads or calls any of it", async () => {
  const client = await database.as("service_role");
  const root = await database.superuser();
  await root.query(
    "insert into sign_in_attempts (kind, account_key, at) values ('link', $1, now() - interval '25 hours')",
    [someKey()],
  );
  await call(client, "begin_sign_in", "link", someKey(), null);
  const old = await root.query(
    "select 1 from sign_in_attempts where at < now() - interval '1 day'",
  );
  expect(old.rows).toEqual([]);
  const admin = await asStaff(database, "admin");
  await expect(call(admin, "begin_sign_in", "link", someKey(), null)).rejects.toMatchObject({
    code: "42501",
  });
  await expect(admin.query("select 1 from sign_in_attempts")).rejects.toMatchObject({
    code: "42501",
  });
});
