import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startSupabase } from "../start-supabase";
import { clientOf, SAMPLE_MIGRATIONS, signedInClient, startSample } from "./start-sample";

const SERVE = fileURLToPath(new URL("../serve.ts", import.meta.url));
const readyLine = z.looseObject({
  event: z.string(),
  url: z.string(),
  serviceRoleKey: z.string(),
  anonKey: z.string(),
});

let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "supabase-test-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

async function serve(): Promise<{ child: ChildProcess; ready: z.infer<typeof readyLine> }> {
  const args = [
    "--import",
    "tsx",
    SERVE,
    "--port",
    "0",
    "--data",
    dataDir,
    "--migrations",
    SAMPLE_MIGRATIONS,
    "--seed",
    "none",
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const fields: unknown = JSON.parse(line);
    const ready = readyLine.safeParse(fields);
    if (ready.success && ready.data.event === "supabase.ready") return { child, ready: ready.data };
  }
  throw new Error("The server ended before it was ready.");
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

test("data, keys, sessions and files outlive a restart", async () => {
  const first = await startSample({ dataDir });
  const { client, userId } = await signedInClient(first, "stays@example.test");
  await client.from("shops").insert({ name: "Kept", owner_id: userId });
  const accessToken = (await client.auth.getSession()).data.session?.access_token ?? "";
  await clientOf(first, first.serviceRoleKey)
    .storage.from("labels")
    .upload("kept.txt", Buffer.from("kept"), { contentType: "text/plain" });
  await first.close();

  const second = await startSample({ dataDir });
  try {
    expect(second).toMatchObject({
      isNew: false,
      anonKey: first.anonKey,
      serviceRoleKey: first.serviceRoleKey,
    });
    const service = clientOf(second, second.serviceRoleKey);
    expect((await service.auth.getUser(accessToken)).data.user?.id).toBe(userId);
    expect((await service.from("shops").select("name")).data).toEqual([{ name: "Kept" }]);
    expect(await (await service.storage.from("labels").download("kept.txt")).data?.text()).toBe(
      "kept",
    );
  } finally {
    await second.close();
  }
});

test("a second opener is refused by name of the process; a dead owner's lock is taken over", async () => {
  const first = await startSample({ dataDir });
  await expect(startSample({ dataDir })).rejects.toThrow(`is in use by process ${process.pid}`);
  await first.close();

  const gone = spawn(process.execPath, ["-e", ""]);
  await exitOf(gone);
  await writeFile(
    path.join(dataDir, "lock"),
    JSON.stringify({ id: "x", pid: gone.pid, startedAt: "boot/1" }),
  );
  await (await startSample({ dataDir })).close();

  // The pid lives, but belongs to another process than the one that locked.
  await writeFile(
    path.join(dataDir, "lock"),
    JSON.stringify({ id: "x", pid: process.pid, startedAt: "boot/1" }),
  );
  await (await startSample({ dataDir })).close();
});

test("of several openers over one stale lock exactly one wins", async () => {
  await (await startSample({ dataDir })).close();
  await writeFile(
    path.join(dataDir, "lock"),
    JSON.stringify({ id: "x", pid: process.pid, startedAt: "boot/1" }),
  );
  const attempts = await Promise.allSettled([1, 2, 3].map(() => startSample({ dataDir })));
  const winners = attempts.filter((attempt) => attempt.status === "fulfilled");
  for (const { value } of winners) await value.close();
  expect(winners).toHaveLength(1);
});

test("after kill -9 every acknowledged write is there, and nothing half", {
  timeout: 120_000,
}, async () => {
  let acknowledged: string[] = [];
  for (let round = 0; round < 2; round++) {
    const { child, ready } = await serve();
    const service = clientOf(ready, ready.serviceRoleKey);
    const shop = await service
      .from("shops")
      .insert({ name: `Round ${round}` })
      .select("id")
      .single();
    let killed = false;
    const writer = async (worker: number) => {
      for (let n = 0; !killed; n++) {
        const codes = [0, 1, 2].map((part) => `${round}-${worker}-${n}-${part}`);
        const { error } = await service.rpc("add_parcels", { shop: shop.data?.id, codes });
        if (!error) acknowledged = acknowledged.concat(codes);
      }
    };
    const writers = [writer(1), writer(2)];
    await expect
      .poll(() => acknowledged.length, { timeout: 40_000, interval: 7 })
      .toBeGreaterThan((round + 1) * 120);
    const exited = exitOf(child);
    child.kill("SIGKILL");
    await exited;
    killed = true;
    await Promise.all(writers);
  }
  expect(acknowledged.length).toBeGreaterThan(240);
  const reopened = await startSample({ dataDir });
  try {
    const rows = await reopened.query<{ code: string }>("select code from parcels");
    const present = new Set(rows.map(({ code }) => code));
    expect(acknowledged.filter((code) => !present.has(code))).toEqual([]);
    expect(present.size % 3).toBe(0);
    expect(
      await reopened.query(
        "select 1 from parcels where not exists (select from shops where id = shop_id)",
      ),
    ).toEqual([]);
  } finally {
    await reopened.close();
  }
});

test("SIGTERM ends the server cleanly and frees the folder", async () => {
  const { child, ready } = await serve();
  expect((await fetch(`${ready.url}/health`)).status).toBe(200);
  const exited = exitOf(child);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  await expect(readFile(path.join(dataDir, "lock"))).rejects.toThrow("ENOENT");
});

test("migrations: new ones apply, an edited or failing one is refused and changes nothing", async () => {
  const migrationsDir = await mkdtemp(path.join(tmpdir(), "migrations-"));
  const second = path.join(migrationsDir, "20260102000000_more.sql");
  try {
    await cp(SAMPLE_MIGRATIONS, migrationsDir, { recursive: true });
    const seedFile = path.join(migrationsDir, "seed.txt");
    await writeFile(seedFile, "insert into public.shops (name) values ('Seeded')");
    await (await startSupabase({ dataDir, migrationsDir, seedFile })).close();

    await writeFile(
      second,
      "create table public.more (id int); insert into public.more values (1); select 1 / 0;",
    );
    await expect(startSupabase({ dataDir, migrationsDir, seedFile })).rejects.toThrow(
      /20260102000000_more\.sql failed: division by zero/,
    );
    await writeFile(second, "create table public.more (id int)");
    const grown = await startSupabase({ dataDir, migrationsDir, seedFile });
    expect(await grown.query("select * from public.more")).toEqual([]);
    expect(await grown.query("select name from shops")).toEqual([{ name: "Seeded" }]);
    await grown.close();

    await writeFile(second, "create table public.more (id bigint)");
    await expect(startSupabase({ dataDir, migrationsDir, seedFile })).rejects.toThrow(
      /was edited after it was applied.*--reset/,
    );
    await rm(second);
    await expect(startSupabase({ dataDir, migrationsDir, seedFile })).rejects.toThrow(
      /no longer in the folder/,
    );
  } finally {
    await rm(migrationsDir, { recursive: true, force: true });
  }
});

test("a first start that fails in its seed begins again from nothing", async () => {
  const seedFile = path.join(dataDir, "seed.txt");
  await writeFile(seedFile, "insert into public.shops (name) values ('Half'); select 1 / 0;");
  await expect(startSample({ dataDir, seedFile })).rejects.toThrow("division by zero");
  await writeFile(seedFile, "insert into public.shops (name) values ('Whole')");
  const started = await startSample({ dataDir, seedFile });
  expect(started.isNew).toBe(true);
  expect(await started.query("select name from shops")).toEqual([{ name: "Whole" }]);
  await started.close();
});

test("a taken port is named, and leaves the folder free", async () => {
  const first = await startSample();
  try {
    await expect(startSample({ dataDir, port: first.port })).rejects.toThrow(
      `Port ${first.port} is taken`,
    );
    await (await startSample({ dataDir })).close();
  } finally {
    await first.close();
  }
});
