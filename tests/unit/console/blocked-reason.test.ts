import { describe, expect, it } from "vitest";
import { composerCopy } from "@/components/copy/composer";
import { blockedReason } from "@/components/sessions/blocked-reason";
import type { SessionHeader } from "@/lib/chat/console-schemas";

const now = Date.parse("2026-11-22T12:00:00Z");
const session = (some: Partial<SessionHeader>) =>
  ({
    status: "active",
    owner: "human",
    mine: true,
    can_write: true,
    refusal: null,
    assigned_name: "Patience Auma",
    window_expires_at: "2026-11-22T13:00:00Z",
    ...some,
  }) as SessionHeader;
const { blocked, blockedBy } = composerCopy;

describe("blockedReason", () => {
  it.each([
    ["the viewer answers and the window is open", {}, null],
    ["the role reads only", { can_write: false }, blocked.privacy],
    ["the conversation is closed", { status: "closed" as const }, blocked.closed],
    ["the bot answers", { owner: "bot" as const, mine: false }, blocked.bot],
    ["a colleague answers", { mine: false }, blocked.colleague("Patience Auma")],
    ["nobody answers", { mine: false, assigned_name: null }, blocked.nobody],
    [
      "the window ran out since",
      { window_expires_at: "2026-11-22T12:00:00Z" },
      blockedBy.window_closed,
    ],
    ["the customer never wrote", { window_expires_at: null }, blocked.neverWrote],
    ["the customer opted out", { refusal: "opted_out" }, blockedBy.opted_out],
    ["there is no number", { refusal: "no_phone_number" }, blockedBy.no_phone_number],
    ["the gate says something new", { refusal: "new_word" }, blocked.other("new_word")],
  ])("%s", (_case, some, expected) => {
    expect(blockedReason(session(some), now)).toBe(expected);
  });
});
