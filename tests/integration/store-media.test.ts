import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { TablesUpdate } from "@/lib/supabase/database.types";
import { type Customer, receivedEvent, someCustomer, someWamid, textMessage } from "./customer";
import { lookUp } from "./look-up";
import { openStack } from "./open-stack";
import { until } from "./running-stack";
import { writeAs } from "./write-as";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "400", LUMINOUS_REQUESTS_PER_MINUTE: "10000" },
});
const find = lookUp(running);
const { deliver } = writeAs(running);

const bigFile = z.object({ id: z.string(), mime_type: z.string(), sha256: z.string() });
type BigFile = z.infer<typeof bigFile>;
const megabyte = 1024 * 1024;

/** A PDF of that size that WhatsApp holds for us. */
async function fileOf(bytes: number): Promise<BigFile> {
  const response = await fetch(`${stack().urls.providers}/_local/big-files`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ bytes }),
  });
  return bigFile.parse(await response.json());
}

async function sendDocument(customer: Customer, file: BigFile): Promise<void> {
  const { id, mime_type, sha256 } = file;
  const document = { id, mime_type, sha256, filename: "invoice.pdf" };
  const message = { ...textMessage(customer, "", someWamid(customer)), type: "document", document };
  expect((await running().post(receivedEvent([customer], [message]))).status).toBe(200);
}

const rowOf = async (waMediaId: string) => {
  const { data, error } = await running()
    .database.from("chat_media")
    .select("*")
    .eq("wa_media_id", waMediaId);
  if (error) throw new Error(error.message);
  expect(data.length).toBeLessThanOrEqual(1);
  return data[0] ?? null;
};
const settled = (waMediaId: string, patienceMs = 60_000) =>
  until(
    "the file is settled",
    async () => {
      const row = await rowOf(waMediaId);
      return row !== null && row.status !== "pending" ? row : null;
    },
    patienceMs,
  );

const understood = (waMediaId: string) =>
  until("the file was looked into", async () => {
    const row = await rowOf(waMediaId);
    return row !== null && row.enrichment_status !== "pending";
  });
const put = async (waMediaId: string, values: TablesUpdate<"chat_media">) => {
  const { error } = await running()
    .database.from("chat_media")
    .update(values)
    .eq("wa_media_id", waMediaId);
  if (error) throw new Error(error.message);
};

/** Names of everything in the bucket below a customer's folder. */
async function objectsOf(path: string): Promise<string[]> {
  const [folder = "", name = ""] = path.split("/");
  const { data, error } = await running().database.storage.from("chat-media").list(folder);
  if (error) throw error;
  return data.map((each) => each.name).filter((each) => each === name || !each.includes("-"));
}
async function hashOf(path: string): Promise<string> {
  const { data, error } = await running().database.storage.from("chat-media").download(path);
  if (error) throw error;
  return createHash("sha256")
    .update(Buffer.from(await data.arrayBuffer()))
    .digest("base64");
}
const askedFor = async (target: "graph" | "download", id: string) => {
  const response = await fetch(
    `${stack().urls.providers}/_local/journal?target=${target}&limit=20000`,
  );
  const entries = z.object({ entries: z.array(z.looseObject({ path: z.string() })) });
  const all = entries.parse(await response.json()).entries;
  return all.filter((each) => target === "download" || each.path.endsWith(id)).length;
};

describe("a file that a customer sends", () => {
  it("is in the bucket within seconds, verified, under a key of ours, until retention ends", async () => {
    const customer = someCustomer();
    const file = await fileOf(8 * megabyte);
    await sendDocument(customer, file);
    const row = await settled(file.id);
    expect(row).toMatchObject({
      status: "stored",
      error: null,
      file_size: 8 * megabyte,
      mime_type: "application/pdf",
      file_name: "invoice.pdf",
      checksum: Buffer.from(file.sha256, "base64").toString("hex"),
    });
    expect(row.storage_path).toMatch(new RegExp(`^[0-9a-f-]{36}/${row.id}$`));
    expect(await hashOf(row.storage_path ?? "")).toBe(file.sha256);
    expect(Date.parse(row.expires_at ?? "") - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  it("that breaks off on its way is fetched again by itself; one that cannot be had says why", async () => {
    const customer = someCustomer();
    const [broken, wrong, refused] = [
      await fileOf(2 * megabyte),
      await fileOf(1 * megabyte),
      await fileOf(1 * megabyte),
    ];
    const fault = { target: "download", times: 1 };
    await running().fault({
      ...fault,
      kind: "break_off",
      after_bytes: megabyte,
      contains: broken.id,
    });
    await running().fault({ ...fault, kind: "wrong_type", contains: wrong.id });
    await running().fault({
      target: "graph",
      kind: "status",
      status: 401,
      code: "190",
      contains: refused.id,
    });
    for (const file of [broken, wrong, refused]) await sendDocument(customer, file);
    expect(await settled(broken.id)).toMatchObject({ status: "stored", attempts: 2 });
    expect(await settled(wrong.id)).toMatchObject({
      status: "rejected",
      error: "type_mismatch",
      storage_path: null,
    });
    expect(await settled(refused.id)).toMatchObject({ status: "failed", error: "unauthorised" });
    const run = await until("the failed run is recorded", async () => {
      const { data } = await running()
        .database.from("job_runs")
        .select("function_id, error_class, error_code")
        .eq("is_failure", true)
        .eq("function_id", "store-media");
      return data?.[0] ?? null;
    });
    expect(run).toMatchObject({ error_class: "FetchFailure", error_code: "unauthorised" });
  });

  it("is asked for by its id alone: an address in the webhook is never followed, an odd id never asked", async () => {
    const customer = someCustomer();
    await deliver("hostile-media-url-ssrf", customer);
    expect(await settled("1200000001061146")).toMatchObject({
      status: "expired",
      error: "media_not_found",
    });
    expect(await askedFor("graph", "1200000001061146")).toBe(2);
    const [odd = ""] = await deliver("hostile-media-id-path", customer);
    const rejected = { status: "rejected", error: "invalid_media_id" };
    expect(await find.media(odd)).toMatchObject({ ...rejected, wa_media_id: null, attempts: 0 });
  });
});

describe("kill -9 at each step of a fetch: one row, one object, the right state after the restart", () => {
  const restartedWithin = 90_000;

  it("while Graph is asked, while the file streams, while its parts are uploaded", async () => {
    const customer = someCustomer();
    const [asking, streaming, uploading] = [
      await fileOf(1 * megabyte),
      await fileOf(2 * megabyte),
      await fileOf(16 * megabyte),
    ];
    await running().fault({
      target: "graph",
      kind: "delay",
      ms: 8_000,
      times: 1,
      contains: asking.id,
    });
    const slow = { target: "download", kind: "slow", times: 1 };
    await running().fault({ ...slow, bytes_per_second: 16 * 1024, contains: streaming.id });
    // The first part of 6 MB has left by then, the second has not.
    await running().fault({
      target: "download",
      kind: "stall",
      after_bytes: 9 * megabyte,
      times: 1,
      contains: uploading.id,
    });
    const before = await askedFor("download", "");
    for (const file of [asking, streaming, uploading]) await sendDocument(customer, file);
    await until("all three are under way", async () => {
      const rows = await Promise.all([asking, streaming, uploading].map(({ id }) => rowOf(id)));
      const downloads = await askedFor("download", "");
      // On a slow machine the first may have begun anew before the last is under way.
      return rows.every((row) => (row?.attempts ?? 0) > 0) && downloads >= before + 2;
    });
    await sleep(1_500);
    await stack().kill("app");
    await running().clearFaults();
    await stack().restart("app");
    for (const file of [asking, streaming, uploading]) {
      const row = await settled(file.id, restartedWithin);
      expect(row).toMatchObject({ status: "stored", error: null });
      expect(await hashOf(row.storage_path ?? "")).toBe(file.sha256);
    }
    const folder = (await rowOf(asking.id))?.storage_path?.split("/")[0] ?? "";
    const { data } = await running().database.storage.from("chat-media").list(folder);
    expect(data).toHaveLength(3);
  }, 180_000);

  it("the moment the object is there", async () => {
    const customer = someCustomer();
    const file = await fileOf(1 * megabyte);
    await sendDocument(customer, file);
    await until("the object is there", async () => {
      const row = await rowOf(file.id);
      if (!row?.storage_path) return false;
      return (await objectsOf(row.storage_path)).length === 1;
    });
    await stack().kill("app");
    await stack().restart("app");
    const row = await settled(file.id, restartedWithin);
    expect(row).toMatchObject({ status: "stored" });
    expect(await objectsOf(row.storage_path ?? "")).toEqual([row.id]);
    expect(await hashOf(row.storage_path ?? "")).toBe(file.sha256);
  }, 120_000);

  it("before its claim; when the row knew the file; when it was stored and nobody had heard of it", async () => {
    const customer = someCustomer();
    const [known, untold] = [await fileOf(megabyte), await fileOf(megabyte)];
    for (const file of [known, untold]) await sendDocument(customer, file);
    for (const file of [known, untold]) {
      await settled(file.id);
      await understood(file.id);
    }
    const downloads = await askedFor("download", "");
    const queue = stack().pid("inngest");
    if (queue === undefined) throw new Error("Nothing runs the jobs");
    const unclaimed = await fileOf(megabyte);
    // The queue stands still, so that no job can claim the file between its webhook and the kill.
    process.kill(queue, "SIGSTOP");
    await sendDocument(customer, unclaimed).finally(async () => {
      await stack().kill("app");
      process.kill(queue, "SIGCONT");
    });
    expect(await rowOf(unclaimed.id)).toMatchObject({ status: "pending", attempts: 0 });
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    // Between two statements nothing can be stopped from outside: the rows are put as a kill there leaves them.
    await put(unclaimed.id, { next_attempt_at: hourAgo });
    await put(known.id, {
      ...{ status: "pending", fetch_claim: randomUUID(), next_attempt_at: hourAgo },
      ...{ downloaded_at: null, expires_at: null },
    });
    await put(untold.id, {
      ...{ enrichment_status: "pending", enrichment_error: null, enrichment_attempts: 0 },
      ...{ enriched_at: null, downloaded_at: hourAgo },
    });
    await stack().restart("app");
    await running().redrive();
    for (const file of [unclaimed, known]) {
      const row = await settled(file.id, restartedWithin);
      expect(row).toMatchObject({ status: "stored", error: null });
      expect(await objectsOf(row.storage_path ?? "")).toEqual([row.id]);
      expect(await hashOf(row.storage_path ?? "")).toBe(file.sha256);
    }
    await understood(untold.id);
    // What was verified and lay in the bucket was not fetched again.
    expect(await askedFor("download", "")).toBe(downloads + 1);
  }, 180_000);
});
