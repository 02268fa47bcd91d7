import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../local/start-stack";
import { someCustomer, textEvent } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";
import { load } from "./load";
import type { Row } from "./print-table";

const items = 10_000;
const owners = 20;
const loadSeconds = 4;
const patienceMs = 600_000;

type File = { customerId: string; sessionId: string; path: string };

/** 10,000 files past their time are removed from table and bucket while customers go on writing. */
export async function measureMediaClean(
  stack: Stack,
  running: RunningStack,
  say: (text: string) => void,
): Promise<Row[]> {
  const files = await fillBucket(stack, running, say);
  const before = await intake(running);
  const from = new Date().toISOString();
  // All at once, so that no tick begins while the bucket is still being filled.
  await must(
    running.database
      .from("chat_media")
      .update({ expires_at: "2026-01-01T00:00:00Z" })
      .eq("status", "stored"),
  );
  await fetch(`${stack.urls.inngest}/_local/cron/clean-media`, { method: "POST" });
  const meanwhile: Awaited<ReturnType<typeof intake>>[] = [];
  const deadline = Date.now() + patienceMs;
  let run = await newestRun(running, from);
  while (run?.state !== "finished") {
    if (Date.now() > deadline) throw new Error("The clean-up did not end within ten minutes");
    meanwhile.push(await intake(running));
    run = await newestRun(running, from);
  }
  const rowsLeft = await countRows(running);
  const objectsLeft = await countObjects(stack, running, files);
  const seconds = (Date.parse(run.finished_at ?? "") - Date.parse(run.started_at)) / 1_000;
  const slowest = Math.max(...meanwhile.map((each) => each.p99));
  const failures = meanwhile.reduce((sum, each) => sum + each.failures, 0);
  if (rowsLeft + objectsLeft + failures > 0 || run.rows_removed !== items)
    throw new Error(
      `Not clean: ${run.rows_removed} removed, ${rowsLeft} rows and ${objectsLeft} files left, ${failures} webhooks failed`,
    );
  return [
    {
      name: `media-clean: ${run.rows_removed} rows and ${run.objects_removed} files removed while intake goes on`,
      value: `${seconds.toFixed(1)} s (${rowsLeft} rows, ${objectsLeft} files left)`,
    },
    { name: "webhook, one message, 4 connections: before", ...before },
    {
      name: "the same while files are removed (slowest p99 of its rounds)",
      ...(meanwhile[0] ?? before),
      p99: slowest,
      failures,
    },
  ];
}

async function fillBucket(stack: Stack, running: RunningStack, say: (text: string) => void) {
  const owned: Omit<File, "path">[] = [];
  for (let n = 0; n < owners; n += 1) {
    const customer = someCustomer();
    await (await running.post(textEvent(customer, "Here come my photos"))).text();
    const session = await running.sessionOf(customer);
    if (!session) throw new Error("The customer has no conversation");
    owned.push({ customerId: session.customer_id, sessionId: session.id });
  }
  const files: File[] = [];
  for (let from = 0; from < items; from += 500) {
    const some = Array.from({ length: 500 }, (_, n) => ({
      ...pick(owned, from + n),
      id: randomUUID(),
      messageId: randomUUID(),
    }));
    await must(
      running.database.from("chat_messages").insert(
        some.map(({ messageId, sessionId, customerId }) => ({
          ...{ id: messageId, session_id: sessionId, customer_id: customerId },
          ...{ direction: "inbound", author: "customer", message_type: "image" },
          ...{ rendered_text: "[Image]", embedding_status: "skipped" },
        })),
      ),
    );
    await must(
      running.database.from("chat_media").insert(
        some.map(({ id, messageId, customerId }) => ({
          ...{ id, message_id: messageId, storage_path: `${customerId}/${id}.jpg` },
          ...{ status: "stored", enrichment_status: "skipped" },
          ...{ downloaded_at: new Date().toISOString(), expires_at: "2099-01-01T00:00:00Z" },
        })),
      ),
    );
    files.push(
      ...some.map(({ id, ...owner }) => ({ ...owner, path: `${owner.customerId}/${id}.jpg` })),
    );
  }
  const bucket = running.database.storage.from(stack.env.MEDIA_STORAGE_BUCKET ?? "");
  const left = [...files];
  const worker = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      const options = { contentType: "image/jpeg" };
      await must(bucket.upload(file.path, Buffer.alloc(1_000), options));
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  say(`${items} files are in the bucket`);
  return files;
}

function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error("Nobody to choose from");
  return found;
}

/** One round of one-message webhooks. */
function intake(running: RunningStack) {
  const body = () => JSON.stringify(textEvent(someCustomer(), "Hello"));
  const url = `${running.webhookUrl}?token=${encodeURIComponent(running.secret)}`;
  const headers = { "content-type": "application/json" };
  return load({ url, method: "POST", headers, body }, 4, loadSeconds);
}

async function newestRun(running: RunningStack, from: string) {
  const query = running.database.from("media_cleanup_runs").select("*").gte("started_at", from);
  const { data, error } = await query.gt("rows_removed", 0).order("started_at").limit(1);
  if (error) throw new Error(error.message);
  await sleep(50);
  return data[0] ?? null;
}

async function countRows(running: RunningStack): Promise<number> {
  const query = running.database.from("chat_media").select("id", { count: "exact", head: true });
  const { count, error } = await query.lt("expires_at", new Date().toISOString());
  if (error) throw new Error(error.message);
  return count ?? 0;
}

async function countObjects(stack: Stack, running: RunningStack, files: readonly File[]) {
  const bucket = running.database.storage.from(stack.env.MEDIA_STORAGE_BUCKET ?? "");
  let left = 0;
  for (const folder of new Set(files.map((file) => file.customerId))) {
    const { data, error } = await bucket.list(folder, { limit: 1_000 });
    if (error) throw error;
    left += data.length;
  }
  return left;
}

async function must(answer: PromiseLike<{ error: { message: string } | null }>): Promise<void> {
  const { error } = await answer;
  if (error) throw new Error(error.message);
}
