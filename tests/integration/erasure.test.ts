import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { PartName } from "../../local/start/part-commands";
import { allRows } from "./all-rows";
import { signInEverybody } from "./console-visitors";
import { someCustomer, someWamid, textEvent } from "./customer";
import { erasures } from "./erase-over-http";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "0", SUMMARY_MESSAGE_THRESHOLD: "1000" },
});
let privacy: ReturnType<typeof erasures>;
beforeAll(async () => {
  const cookies = await signInEverybody(stack(), running());
  privacy = erasures(stack(), running(), cookies.privacy);
});

/** Where a late delivery would bring the person back; that no table is forgotten, the database tests show. */
const tables = [
  "customers",
  "customer_identities",
  "chat_messages",
  "send_attempts",
  "wa_events",
  "agent_turns",
  "job_runs",
  "audit_log",
] as const;
const readAll = (table: (typeof tables)[number]) =>
  allRows<unknown>((from, to) => running().database.from(table).select("*").range(from, to));

describe("an erasure through the real jobs", () => {
  it("ends although app, engine and database are killed under it, and late webhooks bring nothing back", async () => {
    // Words of this try alone: what one before it left is not looked for.
    const mark = randomUUID();
    const customer = someCustomer(`Nakato ${mark}`);
    const wamid = someWamid(customer);
    const first = textEvent(customer, `Where is the teapot ${mark}?`, wamid);
    await running().post(first);
    const session = await until("the session is there", () => running().sessionOf(customer));
    await until("it is answered", async () =>
      (await running().sentTo(customer)).length > 0 ? true : null,
    );
    const requestId = await privacy.verifiedRequest(session.customer_id);
    await privacy.approve(requestId);
    for (const part of ["app", "inngest", "supabase"] satisfies PartName[]) {
      await stack().kill(part);
      await sleep(200);
      await stack().restart(part);
      // The same webhook once more, as a late delivery would be.
      await running()
        .post(first)
        .then((answer) => answer.body?.cancel())
        .catch(() => undefined);
    }
    const done = await until(
      "the certificate is issued",
      async () => {
        await fetch(`${stack().urls.app}/api/ops/redrive`, {
          method: "POST",
          headers: { authorization: `Bearer ${stack().env.OPS_TOKEN}` },
        }).catch(() => undefined);
        const status = await privacy.read(requestId).catch(() => null);
        return status?.certificate ? status : null;
      },
      150_000,
    );
    expect(done.run).toMatchObject({ state: "completed", findings: [] });
    expect((await running().post(first)).status).toBe(200);
    const rows = JSON.stringify(await Promise.all(tables.map(readAll)));
    for (const trace of [customer.waId, wamid, mark])
      expect(rows.includes(trace), trace).toBe(false);

    const written = await running().post(textEvent(customer, "Hello, it is me again"));
    expect(written.status).toBe(200);
    const again = await until("a new record", () => running().sessionOf(customer));
    expect(again.customer_id).not.toBe(session.customer_id);
  });
});
