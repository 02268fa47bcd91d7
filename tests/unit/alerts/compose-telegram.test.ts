import { describe, expect, it } from "vitest";
import { type AlertBatch, alertBatch } from "@/lib/alerts/alert-batch";
import { alertKinds, alertPath, alertTitle } from "@/lib/alerts/alert-words";
import { composeTelegram } from "@/lib/alerts/compose-telegram";
import { runbookAnchors } from "@/lib/alerts/runbook-anchors";
import { findEntityFault } from "@/local/telegram/find-entity-fault";

const at = "2026-11-22T10:30:00+03:00";
const id = "5b0f4c1e-7a51-4d0c-9d3e-8f2b7b0a1c11";
const settings = { appUrl: "https://wa.parcelo.example", runbookUrl: undefined };

const batch = (more: object): AlertBatch =>
  alertBatch.parse({
    ...{ batch_id: id, kind: "incoming", messages: 1, sessions: 1, first_at: at, alert: null },
    ...{ session_id: id, turn_id: null, message_type: "text", author: "customer", reason: null },
    ...{ text: null, number: null },
    ...more,
  });
const alert = (more: object) => ({
  ...{ id, kind: "hand_over_waiting", key: "all", subject_kind: null, subject_id: null, amount: 3 },
  ...{ since: at, state: "open", first_seen_at: at, last_seen_at: at, cleared_at: null },
  ...{ told_at: null, acknowledged_at: null, acknowledged_by: null, note: null, telling: null },
  ...more,
});

describe("a Telegram message", () => {
  it("of an alert names what happened, since when, where to look and what to do", () => {
    expect(composeTelegram(batch({ kind: "raised", alert: alert({}) }), settings)).toBe(
      [
        "🔴 <b>3 conversations wait for a person</b>",
        "since 2026-11-22 07:30 UTC",
        '<a href="https://wa.parcelo.example/sessions?filter=human&amp;assignee=nobody">Console</a>',
        "What to do: docs/runbook.md#hand-over-waiting",
      ].join("\n"),
    );
    const over = alert({ state: "cleared", cleared_at: "2026-11-22T08:00:00Z" });
    const told = composeTelegram(batch({ kind: "cleared", alert: over }), {
      ...settings,
      runbookUrl: "https://docs.example/runbook",
    });
    expect(told).toContain("🟢 Over: <b>");
    expect(told).toContain("since 2026-11-22 07:30 UTC, until 2026-11-22 08:00 UTC");
    expect(told).toContain('<a href="https://docs.example/runbook#hand-over-waiting">');
  });

  it("of a burst is one sentence with counts", () => {
    const text = composeTelegram(batch({ messages: 14, sessions: 8 }), settings);
    expect(text).toContain("<b>14 messages in 8 conversations</b>");
  });

  it("holds no word or number of a customer unless it was given one, and then nothing of it is markup", () => {
    expect(composeTelegram(batch({}), settings)).not.toContain("blockquote");
    const hostile = `</blockquote><a href="https://evil.example">Refund & win</a> <b>`;
    const text = composeTelegram(batch({ text: hostile, number: "+256772000001" }), settings);
    expect(text).not.toContain('<a href="https://evil');
    expect(text).toContain("&lt;/blockquote&gt;&lt;a href=&quot;https://evil.example&quot;&gt;");
    expect(text).toContain("+256772000001");
    expect(findEntityFault(text)).toBeNull();
    // What Telegram would have refused.
    expect(findEntityFault(`<b>${hostile}</b>`)).not.toBeNull();
  });

  it("can be read by Telegram for every kind, and links to an entry of the runbook", () => {
    for (const kind of alertKinds) {
      const subject = {
        kind,
        key: kind === "queue_age" ? "unknown<queue>" : "all",
        subject_id: id,
      };
      const text = composeTelegram(batch({ kind: "raised", alert: alert(subject) }), settings);
      expect(findEntityFault(text)).toBeNull();
      expect(alertTitle({ ...subject, amount: 1000 }).length).toBeGreaterThan(10);
      expect(alertPath({ ...subject, amount: 1 })).toMatch(/^\/[a-z]+/);
    }
    expect(new Set(runbookAnchors).size).toBe(runbookAnchors.length);
    expect(runbookAnchors).toContain("queue-age-turns");
  });
});
