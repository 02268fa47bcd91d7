import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { createClient } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { someCustomer, someWamid, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({ env: { MEDIA_CLEANUP_INTERVAL_MINUTES: "1440" } });
const bucket = () => running().database.storage.from(stack().env.MEDIA_STORAGE_BUCKET ?? "");
const tick = (job: string) =>
  fetch(`${stack().urls.inngest}/_local/cron/${job}`, { method: "POST" });
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

async function checked<Row>(answer: PromiseLike<{ data: Row; error: unknown }>) {
  const { data, error } = await answer;
  if (error) throw new Error(JSON.stringify(error));
  return data;
}

async function rowsOf<Row>(answer: PromiseLike<{ data: Row[] | null; error: unknown }>) {
  return (await checked(answer)) ?? [];
}

/** A customer with one message, and a file of theirs that is in table and bucket. */
async function customerWithFile(row: { expires_at?: string; downloaded_at?: string } = {}) {
  const customer = someCustomer();
  const wamid = someWamid(customer);
  expect((await running().post(textEvent(customer, "Here is a photo", wamid))).status).toBe(200);
  const { id: messageId, customer_id: customerId } = await until("the message is stored", () =>
    checked(
      running()
        .database.from("chat_messages")
        .select("id, customer_id")
        .eq("wa_message_id", wamid)
        .single(),
    ).catch(() => null),
  );
  const id = randomUUID();
  const path = `${customerId}/${id}.txt`;
  await checked(bucket().upload(path, Buffer.from("a file"), { contentType: "text/plain" }));
  await checked(
    running()
      .database.from("chat_media")
      .insert({
        ...{ id, message_id: messageId, status: "stored", enrichment_status: "skipped" },
        ...{ storage_path: path, downloaded_at: new Date().toISOString(), ...row },
      })
      .select("id")
      .single(),
  );
  return { id, path, customerId, messageId };
}

const isInBucket = async (path: string) => (await bucket().exists(path)).data;
const rowOf = (id: string) =>
  checked(running().database.from("chat_media").select("status, error").eq("id", id).maybeSingle());

describe("clean-media over the running stack", () => {
  it("a server that starts cleans up once", async () => {
    await until("the run of the start has ended", async () => {
      const runs = await rowsOf(
        running().database.from("media_cleanup_runs").select("trigger, state"),
      );
      return runs.some((run) => run.trigger === "start" && run.state === "finished");
    });
  });

  it("the tick empties the queue that a deleted customer left, though no full run is due", async () => {
    const { path, customerId } = await customerWithFile();
    // Before: the minute's own tick may come as soon as the messages are gone.
    expect(await isInBucket(path)).toBe(true);
    await checked(
      running().database.from("chat_messages").delete().eq("customer_id", customerId).select("id"),
    );
    await tick("clean-media");
    await until("the file has left the bucket", async () => !(await isInBucket(path)));
  });

  it("the command removes over-age files until done and marks rows whose file is gone", async () => {
    const over = await Promise.all(
      Array.from({ length: 5 }, () => customerWithFile({ expires_at: daysAgo(1) })),
    );
    const young = await customerWithFile({ expires_at: daysAgo(-5) });
    const missing = await customerWithFile({ downloaded_at: daysAgo(1) });
    await checked(bucket().remove([missing.path]));

    const args = ["--conditions=react-server", "--import", "tsx", "scripts/media/run.ts"];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { PATH: process.env.PATH, NODE_ENV: "test", ...stack().env },
    });
    expect(stdout).toMatch(/^Done in .*5 rows and 5 files removed.* 1 rows without a file/m);
    for (const { id, path } of over) {
      expect(await rowOf(id)).toBeNull();
      expect(await isInBucket(path)).toBe(false);
    }
    expect(await isInBucket(young.path)).toBe(true);
    expect(await rowOf(missing.id)).toEqual({ status: "failed", error: "object_missing" });
  });
});

/** One message went with its file; one was held. */
const removedBy = z.object({
  messages: z.object({ chat_messages: z.literal(1), chat_media: z.literal(1) }),
});
const keptBy = z.object({ messages: z.object({ held: z.literal(1) }) });

describe("apply-retention over the running stack", () => {
  it("a run removes old messages with their file, row and object, and a held customer loses nothing", async () => {
    const old = await customerWithFile();
    const held = await customerWithFile();
    // Before anything is old: the run of the hour may come at any moment.
    await holdOf(held.customerId);
    await checked(
      running()
        .database.from("chat_messages")
        .update({ created_at: daysAgo(31) })
        .in("id", [old.messageId, held.messageId])
        .select("id"),
    );
    await checked(
      running()
        .database.from("chat_sessions")
        .update({ pending_turn_seq: null, turn_requested_at: null, turn_quiet_from: null })
        .in("customer_id", [old.customerId, held.customerId])
        .select("id"),
    );
    await tick("apply-retention");
    await until("the old message is gone", async () => {
      const query = running().database.from("chat_messages").select("id").eq("id", old.messageId);
      return (await rowsOf(query)).length === 0;
    });
    // The hour may have brought a run of its own, which found nothing yet.
    await until("the run that removed them is finished", async () => {
      const runs = await rowsOf(
        running().database.from("retention_runs").select("*").eq("state", "finished"),
      );
      return runs.some(
        ({ removed, kept }) =>
          removedBy.safeParse(removed).success && keptBy.safeParse(kept).success,
      );
    });
    await tick("clean-media");
    await until("its file has left the bucket", async () => !(await isInBucket(old.path)));
    expect(await rowOf(held.id)).toMatchObject({ status: "stored" });
    expect(await isInBucket(held.path)).toBe(true);
  });
});

/** Placed by the privacy team, as the console does it. */
async function holdOf(customerId: string) {
  const { privacy, password } = stack().staff;
  const client = createClient(stack().env.SUPABASE_URL ?? "", stack().env.SUPABASE_ANON_KEY ?? "", {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await client.auth.signInWithPassword({ email: privacy.email, password });
  if (error) throw new Error(error.message);
  const args = {
    p_customer_id: customerId,
    p_reason: "A parcel in dispute",
    p_review_on: "2099-01-01",
  };
  await checked(client.rpc("place_legal_hold", args));
}
