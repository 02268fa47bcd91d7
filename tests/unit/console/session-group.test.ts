import { describe, expect, it } from "vitest";
import { groupOf } from "@/components/sessions/session-group";
import type { SessionRow } from "@/lib/chat/console-schemas";

const now = Date.parse("2026-11-22T12:00:00Z");
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const row = (some: Partial<SessionRow>) =>
  ({
    owner: "bot",
    customer_waits: true,
    window_expires_at: inMinutes(600),
    ...some,
  }) as SessionRow;

describe("groupOf", () => {
  it.each([
    ["a person owns it", row({ owner: "human" }), "human"],
    [
      "the window ends in 2 h and the customer waits",
      row({ window_expires_at: inMinutes(120) }),
      "closing",
    ],
    ["it ends a minute later", row({ window_expires_at: inMinutes(121) }), "rest"],
    [
      "the customer has been answered",
      row({ window_expires_at: inMinutes(60), customer_waits: false }),
      "rest",
    ],
    ["the window has ended", row({ window_expires_at: inMinutes(0) }), "rest"],
    ["there never was a window", row({ window_expires_at: null }), "rest"],
  ])("%s", (_case, given, expected) => {
    expect(groupOf(given, now)).toBe(expected);
  });
});
