import { beforeAll, describe, expect, it } from "vitest";
import { alertBatch } from "@/lib/alerts/alert-batch";
import { runbookAnchor } from "@/lib/alerts/alert-words";
import { composeTelegram } from "@/lib/alerts/compose-telegram";
import { runbookAnchors } from "@/lib/alerts/runbook-anchors";
import { type Actors, alertFaults } from "./alert-faults";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let actors: Actors;
beforeAll(async () => {
  actors = {
    client: await database.superuser(),
    service: await database.as("service_role"),
    support: await asStaff(database, "support"),
    privacy: await asStaff(database, "privacy"),
    admin: await asStaff(database, "admin"),
  };
});

const settings = {
  ...{ tells: true, notify: [], remind_hours: 6, keep_days: 30 },
  limits: {
    hand_over_minutes: 10,
    privacy_days: 7,
    // Each fault is older than this, and nothing else in these tests is.
    queue_minutes: {
      turns: 30,
      sends: 30,
      embeddings: 30,
      media: 30,
      echoes: 30,
      reprocessing: 30,
    },
  },
};
const addresses = {
  appUrl: "https://wa.parcelo.example",
  runbookUrl: "https://docs.example/runbook",
};

/** Everything back to quiet, and a clock that the ticks of this test go by. */
async function quiet() {
  await actors.client.query(`truncate alerts, alert_messages, wa_events, send_stops, privacy_requests, job_runs cascade;
    delete from customers; update alert_channel set paused_until = null, failures = 0, failing_since = null, error_code = null`);
  const start = Date.now();
  const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
  return {
    tick: (minute: number) =>
      call<{ raised: number; cleared: number }>(
        actors.service,
        "raise_alerts",
        settings,
        at(minute),
      ),
    /** Telegram takes everything that waits; what the chat then shows, by kind. */
    async tell(after: number) {
      // A message may be sent from the moment it was written on, which is later than its tick.
      const minute = after + 0.5;
      const told: { kind: string; anchor: string; text: string }[] = [];
      for (;;) {
        const claimed = await call<{ kind: string; batch: unknown }>(
          actors.service,
          "claim_alert_batch",
          { per_minute: 60, lease_ms: 30_000, with_personal: false },
          at(minute),
        );
        if (claimed.kind !== "send") return told;
        const batch = alertBatch.parse(claimed.batch);
        await call(
          actors.service,
          "settle_alert_batch",
          batch.batch_id,
          { kind: "sent" },
          at(minute),
        );
        if (!batch.alert) throw new Error(`A ${batch.kind} without an alert was told`);
        const text = composeTelegram(batch, addresses);
        told.push({ kind: batch.kind, anchor: runbookAnchor(batch.alert), text });
      }
    },
  };
}

const sorted = (told: { kind: string; anchor: string }[]) =>
  told.map(({ kind, anchor }) => `${kind} ${anchor}`).sort();

describe("each alert is told once, ends by itself and is told so, and comes back", () => {
  it.each(alertFaults)("$anchor", async ({ anchor, beside = [], strike }) => {
    const { tick, tell } = await quiet();
    const anchors = [anchor, ...beside];
    const all = (kind: string) => anchors.map((each) => `${kind} ${each}`).sort();

    const mend = await strike(actors);
    expect(await tick(0)).toMatchObject({ raised: anchors.length, cleared: 0 });
    const raised = await tell(0);
    expect(sorted(raised)).toEqual(all("raised"));
    for (const { text, anchor: entry } of raised) {
      expect(text).toContain(`<a href="https://docs.example/runbook#${entry}">What to do</a>`);
      expect(text).toContain(`<a href="https://wa.parcelo.example/`);
    }
    expect(await tick(1)).toMatchObject({ raised: 0, cleared: 0 });
    expect(await tell(1)).toEqual([]);

    await mend();
    expect(await tick(2)).toMatchObject({ raised: 0, cleared: 0 });
    expect(await tick(4)).toMatchObject({ raised: 0, cleared: anchors.length });
    const over = await tell(4);
    expect(sorted(over)).toEqual(all("cleared"));
    for (const { text } of over) expect(text).toContain("🟢 Over:");
    expect(await tick(5)).toMatchObject({ raised: 0, cleared: 0 });
    expect(await tell(5)).toEqual([]);

    await strike(actors);
    expect(await tick(6)).toMatchObject({ raised: anchors.length, cleared: 0 });
    expect(sorted(await tell(6))).toEqual(all("raised"));
  });

  it("no alert is left out", () => {
    // These two are told past the database or from a single turn: tests/integration/observability.test.ts.
    const elsewhere = ["agent-error", "database-away"];
    expect([...alertFaults.map(({ anchor }) => anchor), ...elsewhere].sort()).toEqual(
      [...runbookAnchors].sort(),
    );
  });
});
