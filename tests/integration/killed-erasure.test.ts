import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import { z } from "zod";
import { erasureStores } from "@/lib/privacy/erasure/policy";
import { listObjects } from "../soak/list-objects";
import { signInEverybody } from "./console-visitors";
import { receivedEvent, textEvent, textMessage } from "./customer";
import { erasures } from "./erase-over-http";
import { lookUp } from "./look-up";
import { type Intercepted, openInterceptor } from "./open-interceptor";
import { openStack } from "./open-stack";
import { tablesWith, whileStopped } from "./read-database";
import { until } from "./running-stack";
import { openPhone } from "./simulated-phone";

// No template may say it outside the window: with the queue away a last message would be waited for, a minute long.
const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "0", PRIVACY_ANSWER_TEMPLATE: "never_approved" },
});
const find = lookUp(running);
let privacy: ReturnType<typeof erasures>;
beforeAll(async () => {
  const cookies = await signInEverybody(stack(), running());
  privacy = erasures(stack(), running(), cookies.privacy);
});

let interceptor: Awaited<ReturnType<typeof openInterceptor>> | undefined;
let eraser: ChildProcess | undefined;
afterAll(async () => {
  eraser?.kill("SIGKILL");
  await interceptor?.close();
});

/** A process that waits to be told which erasure to do; its database is behind the interceptor. */
async function startEraser(databaseUrl: string): Promise<ChildProcess> {
  const started = fork("tests/integration/erase-until-over.ts", {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: "test" },
      ...stack().env,
      SUPABASE_URL: databaseUrl,
    },
  });
  await once(started, "message");
  return started;
}

/**
 * What a call has just changed, as a name that is new whenever the erasure got on; null where it changed
 * nothing. A piece of work in the database is always new: it is not done again.
 */
function workOf({ path, body, answer }: Intercepted, calls: number): string | null {
  if (path.startsWith("/storage/v1/object/")) return "files";
  const [, name = ""] = /^\/rest\/v1\/rpc\/(\w+)/.exec(path) ?? [];
  if (name === "advance_erasure")
    return moved.safeParse(JSON.parse(answer)).success ? `piece ${calls}` : null;
  // Asked again while its message is on its way, it only names a later moment.
  if (name === "tell_before_erasure")
    return `${name} ${waits.safeParse(JSON.parse(answer)).success}`;
  const [store] = /"p_store":"\w+"/.exec(body) ?? [];
  // erasure_… only reads.
  return /eras|finish/.test(name) && !name.startsWith("erasure_")
    ? `${name} ${store} ${answer}`
    : null;
}
const wordsOfTry = [
  ["turquoise", "harpsichord"],
  ["crimson", "clavichord"],
  ["saffron", "accordion"],
];
let triesBefore = 0;
const moved = z.object({ kind: z.literal("more") });
const waits = z.object({ kind: z.literal("wait") });

describe("an erasure whose process is killed", () => {
  it("after each of its calls goes on where it was, while webhooks, receipts and old messages keep arriving", async () => {
    // Another try needs the queue again, and finds nothing of the one before it by words of its own.
    let isQueueAway = false;
    onTestFailed(async () => {
      if (isQueueAway) await stack().restart("inngest");
    });
    const [colour, thing] = wordsOfTry[triesBefore++ % wordsOfTry.length] ?? [];
    if (!colour || !thing) throw new Error("No words");
    const question = `Where is my ${colour} ${thing}?`;
    const phone = await openPhone(stack().urls.providers, `Nabbosa ${thing}`);
    const customer = { phone: phone.phone, waId: phone.phone.slice(1), name: phone.name };
    const [picture = ""] = await phone.send(
      { kind: "image", file: "damaged-parcel" },
      { kind: "text", text: question },
    );
    await until("it is answered", async () => (await phone.replies()).length > 0);
    await until("the photo is kept", async () => (await find.media(picture)).status === "stored");
    const session = await until("the session is there", () => running().sessionOf(customer));
    const sent = await until("its reply has an id", async () => {
      const messages = await running().messagesOf(session.id);
      const ours = messages.filter(({ direction }) => direction === "outbound");
      const attempts = running().database.from("send_attempts").select("wa_message_id");
      const { data } = await attempts.in(
        "message_id",
        ours.map(({ id }) => id),
      );
      return data?.find((attempt) => attempt.wa_message_id)?.wa_message_id ?? null;
    });
    const neighbour = await openPhone(stack().urls.providers, "Okot Denis");
    await neighbour.send({ kind: "text", text: "Where is my piano?" });
    await until("the neighbour is answered", async () => (await neighbour.replies()).length > 0);
    const before = await listObjects(running());
    expect(before.filter((path) => path.startsWith(session.customer_id))).toHaveLength(1);

    // Outside the window no text can say it either.
    const over = { wa_window_expires_at: new Date(Date.now() - 1_000).toISOString() };
    const closed = await running().database.from("chat_sessions").update(over).eq("id", session.id);
    expect(closed.error).toBeNull();
    // The eraser alone may do this one: no queue, no job in the app.
    await stack().kill("inngest");
    isQueueAway = true;
    const requestId = await privacy.verifiedRequest(session.customer_id);
    const erasureId = (await privacy.approve(requestId)).run?.id ?? "";

    const arrivals = async () => {
      // Too old to open the window again.
      const dayBefore = new Date(Date.now() - 25 * 3_600_000);
      const receipt = { id: sent, status: "read", timestamp: "1767225600" };
      const late = [
        textEvent(customer, question, picture, dayBefore),
        receivedEvent([customer], [textMessage(customer, `A ${thing}`, undefined, dayBefore)]),
        { data: { data: { value: { ...metaOf, statuses: [receipt] }, field: "messages" } } },
      ];
      for (const event of late) expect((await running().post(event)).status).toBe(200);
    };
    const metaOf = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "256312000411", phone_number_id: "700800900100200" },
    };

    const killedAt = new Set<string>();
    let calls = 0;
    interceptor = await openInterceptor(stack().env.SUPABASE_URL ?? "", (call) => {
      calls += 1;
      const work = workOf(call, calls);
      if (work === null || killedAt.has(work)) return true;
      killedAt.add(work);
      eraser?.kill("SIGKILL");
      return false;
    });
    const done = async () => {
      const steps = (await privacy.read(requestId)).run?.steps ?? [];
      return steps.filter(({ state }) => state === "done").length;
    };
    let [doneSoFar, most] = [0, 0];
    let next = startEraser(interceptor.url);
    for (let lives = 0; ; lives += 1) {
      if (lives > 300) throw new Error(`Killed for ever at ${[...killedAt].at(-1)}`);
      eraser = await next;
      const ended = once(eraser, "exit");
      eraser.send(erasureId);
      next = startEraser(interceptor.url);
      const [code, signal] = await ended;
      const doneBefore: number = doneSoFar;
      doneSoFar = await done();
      most = Math.max(most, doneSoFar - doneBefore);
      if (signal !== "SIGKILL") {
        expect(code).toBe(0);
        (await next).kill("SIGKILL");
        break;
      }
      await arrivals();
    }

    // A kill stood between any two stores, and between the removal of the files and the word of it.
    expect(most).toBe(1);
    expect(doneSoFar).toBe(erasureStores.length);
    expect(killedAt).toContain("files");
    const status = await privacy.read(requestId);
    expect(status.run).toMatchObject({ state: "completed", findings: [] });
    expect(status.certificate).not.toBeNull();
    await arrivals();
    const after = await listObjects(running());
    expect(after).toEqual(before.filter((path) => !path.startsWith(session.customer_id)));
    const traces = [customer.waId, picture, sent, colour, thing, phone.name];
    expect(await whileStopped(stack(), (folder) => tablesWith(folder, traces))).toEqual([]);

    expect((await running().post(textEvent(customer, "It is me again"))).status).toBe(200);
    const again = await until("a new record", () => running().sessionOf(customer));
    expect(again.customer_id).not.toBe(session.customer_id);
    const other = { phone: neighbour.phone, waId: "", name: neighbour.name };
    expect(await running().sessionOf(other)).not.toBeNull();
    // Each life of the process takes a second or two to begin.
  }, 480_000);
});
