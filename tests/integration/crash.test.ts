import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { PartName } from "../../local/start/part-commands";
import { type Customer, someCustomer, someWamid, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "400", LUMINOUS_REQUESTS_PER_MINUTE: "10000" },
});

/** 10 messages of one customer, a little apart; as the provider does, each again until it is acknowledged. */
async function writeTen(customer: Customer, acknowledged: Set<string>): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    const wamid = someWamid(customer);
    while (!acknowledged.has(wamid)) {
      const answer = await running()
        .post(textEvent(customer, `Question ${n}`, wamid))
        .catch(() => null);
      if (answer?.status === 200) acknowledged.add(wamid);
      await answer?.body?.cancel();
      await sleep(200 + Math.random() * 500);
    }
  }
}

describe("P2: nothing acknowledged is lost", () => {
  it("app, job engine and database killed in turn while 200 messages of 20 customers arrive", async () => {
    const customers = Array.from({ length: 20 }, (_, n) => someCustomer(`Customer ${n}`));
    // wamids of what was answered with 200: from then on it must never be lost.
    const acknowledged = new Set<string>();
    const writing = Promise.all(customers.map((each) => writeTen(each, acknowledged)));
    for (const [n, part] of (["app", "inngest", "supabase"] satisfies PartName[]).entries()) {
      // In the middle of the writing, however fast the machine is.
      await until("more are acknowledged", async () => acknowledged.size >= 50 * (n + 1));
      await stack().kill(part);
      await sleep(300);
      await stack().restart(part);
    }
    await writing;
    expect(acknowledged.size).toBe(200);

    const stored = await running()
      .database.from("chat_messages")
      .select("wa_message_id")
      .eq("direction", "inbound");
    const ids = (stored.data ?? []).map((row) => row.wa_message_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...acknowledged].filter((wamid) => !ids.includes(wamid))).toEqual([]);

    // Without anyone's help: only the engine's own retries and the minute's cron finish the work.
    for (const customer of customers) {
      const session = await until(
        "every session is answered or with a person",
        async () => {
          const found = await running()
            .sessionOf(customer)
            .catch(() => null);
          if (!found) return null;
          const messages = await running().messagesOf(found.id);
          const inFlight = messages.some((each) =>
            ["queued", "sending"].includes(each.state ?? ""),
          );
          return found.pending_turn_seq === null && !inFlight ? found : null;
        },
        240_000,
      );
      const messages = await running().messagesOf(session.id);
      const lastIn = Math.max(
        ...messages.filter((m) => m.direction === "inbound").map((m) => m.seq),
      );
      const handedOver = session.owner === "human" && session.owner_reason !== null;
      expect(session.replied_upto_seq >= lastIn || handedOver).toBe(true);

      // Every bubble left at most once, and no message was answered by two replies.
      const left = await running().sentTo(customer);
      const ours = messages.filter(
        (each) => each.direction === "outbound" && each.state !== "suppressed",
      );
      expect(left.length).toBeLessThanOrEqual(ours.length);
      const turns = await running()
        .database.from("agent_turns")
        .select("id, from_seq, upto_seq")
        .eq("session_id", session.id)
        .order("upto_seq");
      const answering = (turns.data ?? []).filter((turn) =>
        ours.some((each) => each.turn_id === turn.id),
      );
      for (const [n, turn] of answering.entries()) {
        expect(turn.from_seq).toBeGreaterThanOrEqual(answering[n - 1]?.upto_seq ?? 0);
      }
    }
  }, 400_000);
});
