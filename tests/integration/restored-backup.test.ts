import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as events from "@/inngest/events";
import { listObjects } from "../soak/list-objects";
import { signInEverybody } from "./console-visitors";
import { erasures } from "./erase-over-http";
import { lookUp } from "./look-up";
import { openStack } from "./open-stack";
import { tablesWith, whileStopped } from "./read-database";
import { until } from "./running-stack";
import { openPhone } from "./simulated-phone";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "500", SUMMARY_MESSAGE_THRESHOLD: "2" },
});
const find = lookUp(running);
let privacy: ReturnType<typeof erasures>;
let folder: string;
beforeAll(async () => {
  const cookies = await signInEverybody(stack(), running());
  privacy = erasures(stack(), running(), cookies.privacy);
  folder = await mkdtemp(join(tmpdir(), "parcelo-backup-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const command = async (...args: string[]) => {
  const env = { ...process.env, ...stack().env };
  const script = ["scripts/erase-again.mjs", ...args];
  return (await promisify(execFile)(process.execPath, script, { env })).stdout;
};
const rowsOf = async (
  table: "chat_messages" | "message_embeddings" | "session_summaries",
  id: string,
) => {
  const { count, error } = await running()
    .database.from(table)
    .select("*", { count: "exact", head: true })
    .eq("customer_id", id);
  if (error) throw new Error(error.message);
  return count ?? 0;
};
/** Runs that these events began since then; the crons of a minute in which the database was away may have failed. */
const runsSince = async (since: string, names: string[]) => {
  const { data, error } = await running()
    .database.from("job_runs")
    .select("function_id, event_name, state, is_failure")
    .gte("started_at", since)
    .in("event_name", names);
  if (error) throw new Error(error.message);
  return data;
};

describe("somebody erased, on a database with vectors", () => {
  it("every job's event delivered late ends well and brings nothing back, and a restored backup is erased again by one command", async () => {
    const phone = await openPhone(stack().urls.providers, "Nakimuli Winfred");
    const [wamid = ""] = await phone.send({
      kind: "text",
      text: "Where is my vermilion gramophone?",
    });
    await until("it is answered", async () => (await phone.replies()).length > 0);
    const [picture = ""] = await phone.send(
      { kind: "image", file: "damaged-parcel" },
      { kind: "text", text: "It is a gramophone" },
    );
    const customer = { phone: phone.phone, waId: phone.phone.slice(1), name: phone.name };
    const session = await until("the session is there", () => running().sessionOf(customer));
    const id = session.customer_id;
    await until("everything of the conversation is made", async () => {
      await running().redrive();
      return (
        (await phone.replies()).length > 1 &&
        (await running().sessionOf(customer))?.pending_turn_seq === null &&
        (await find.media(picture)).status === "stored" &&
        (await rowsOf("message_embeddings", id)) > 2 &&
        (await rowsOf("session_summaries", id)) > 0
      );
    });
    const media = (await listObjects(running())).filter((path) => path.startsWith(id));
    expect(media).toHaveLength(1);
    const messages = await running().messagesOf(session.id);
    const traces = [customer.waId, wamid, "gramophone", phone.name];
    const turns = await running().database.from("agent_turns").select("id").eq("customer_id", id);
    const event = await running().database.from("wa_events").select("id").eq("customer_id", id);

    await whileStopped(stack(), async (data) => {
      // The search can find: what an empty answer means later.
      expect(await tablesWith(data, traces)).toEqual(
        expect.arrayContaining(["public.chat_messages", "public.message_embeddings"]),
      );
      await cp(data, join(folder, "backup"), { recursive: true });
    });
    expect(turns.data?.length).toBeGreaterThan(0);

    const requestId = await privacy.verifiedRequest(id);
    const { run } = await privacy.approve(requestId);
    const erasureId = run?.id ?? "";
    const certified = () =>
      until("the certificate is issued", async () => {
        await running().redrive();
        return (await privacy.read(requestId)).certificate;
      });
    await certified();
    const list = join(folder, "erased.json");
    expect(await command("--export", list)).toContain("keyed hashes written");

    // Every event of the service, with the ids of before.
    const messageId = messages[0]?.id ?? "";
    const mediaId = media[0]?.split("/")[1] ?? "";
    const late: Record<string, object[]> = {
      "chat/turn.requested": [{ sessionId: session.id }],
      "chat/message.queued": messages.map((message) => ({ messageId: message.id })),
      "ops/event.reprocessing": (event.data ?? []).map((row) => ({ eventId: row.id })),
      "chat/summary.due": [{ sessionId: session.id }],
      "chat/messages.stored": [{}],
      "recall/reembed.requested": [{ runId: session.id }],
      "media/cleanup.wanted": [{}],
      "privacy/retention.wanted": [{}],
      "privacy/export.wanted": [{ exportId: requestId }],
      "privacy/opening-code.wanted": [{ requestId }],
      "privacy/erasure.wanted": [{ erasureId }],
      "ops/templates.wanted": [{}],
      "media/fetch.wanted": [{ mediaId }, { messageId }],
      "media/understand.wanted": [{ mediaId }],
    };
    const names = Object.values(events).map(({ name }) => name);
    expect(Object.keys(late).sort(), "every event is delivered late").toEqual(names.sort());
    const since = new Date().toISOString();
    const sent = Object.entries(late).flatMap(([name, each]) =>
      each.map((data) => ({ name, data })),
    );
    await fetch(`${stack().urls.inngest}/e/any`, { method: "POST", body: JSON.stringify(sent) });
    await until("each late run has ended", async () => {
      const runs = await runsSince(since, names);
      const begun = (name: string) => runs.filter(({ event_name }) => event_name === name).length;
      return (
        Object.entries(late).every(([name, each]) => begun(name) >= each.length) &&
        runs.every(({ state }) => state === "completed")
      );
    });
    const ended = await runsSince(since, [...names, "inngest/function.failed"]);
    expect(ended.filter(({ is_failure }) => is_failure)).toEqual([]);
    expect((await listObjects(running())).filter((path) => path.startsWith(id))).toEqual([]);

    await whileStopped(stack(), async (data) => {
      expect(await tablesWith(data, traces)).toEqual([]);
      // The machine is lost, and last night's copy is all there is.
      await rm(data, { recursive: true });
      await cp(join(folder, "backup"), data, { recursive: true });
    });
    expect(await rowsOf("chat_messages", id)).toBe(messages.length);
    expect(await listObjects(running())).toEqual(expect.arrayContaining(media));
    expect(await command("--list", list)).toContain("1 people erased again, 0 held, 0 failed");
    const again = await running()
      .database.from("erasure_certificates")
      .select("content")
      .eq("customer_id", id);
    expect(again.data).toMatchObject([
      { content: { reason: "restored_backup", check: { found: 0 } } },
    ]);
    expect((await listObjects(running())).filter((path) => path.startsWith(id))).toEqual([]);
    await whileStopped(stack(), async (data) => {
      expect(await tablesWith(data, traces)).toEqual([]);
    });
  }, 240_000);
});
