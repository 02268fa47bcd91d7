import { describe, expect, it } from "vitest";
import { blockedReason } from "@/components/composer/blocked-reason";
import { composerCopy } from "@/components/copy/composer";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

const now = Date.parse("2026-11-22T12:00:00Z");
const session = (some: Partial<SessionHeader>) =>
  ({
    status: "active",
    owner: "human",
    mine: true,
    can_write: true,
    refusal: null,
    reasons: [],
    template_refusal: null,
    templates: [],
    newer_session_id: null,
    assigned_to: "00000000-0000-4000-8000-000000000001",
    assigned_name: "Patience Auma",
    window_expires_at: "2026-11-22T13:00:00Z",
    ...some,
  }) as SessionHeader;
const { blocked, blockedBy } = composerCopy;
const closedNow = { refusal: "window_closed", window_expires_at: "2026-11-22T11:00:00Z" };

describe("blockedReason", () => {
  it("says nothing when the viewer answers and the window is open", () => {
    expect(blockedReason(session({}), now)).toBeNull();
  });

  it.each([
    ["the role reads only", { can_write: false, status: "closed" as const }, blocked.privacy, null],
    ["the conversation is closed", { status: "closed" as const }, blocked.closed, "reopen"],
    [
      "the customer has a newer one",
      { status: "closed" as const, newer_session_id: "x" },
      blocked.newer,
      "newer",
    ],
    ["the bot answers", { owner: "bot" as const, mine: false }, blocked.bot, "take_over"],
    ["a colleague answers", { mine: false }, blocked.colleague("Patience Auma"), "take_over"],
    [
      "a colleague answers after the window: no template beside them",
      { mine: false, ...closedNow },
      blocked.colleague("Patience Auma"),
      "take_over",
    ],
    [
      "nobody answers",
      { mine: false, assigned_to: null, assigned_name: null },
      blocked.nobody,
      "take_over",
    ],
    ["the window is closed", closedNow, blockedBy.window_closed, "template"],
    [
      "the window is closed and the bot answers",
      { ...closedNow, owner: "bot" as const, mine: false },
      blockedBy.window_closed,
      "template",
    ],
    [
      "the window ran out since the last answer of the server",
      { window_expires_at: "2026-11-22T12:00:00Z" },
      blockedBy.window_closed,
      "template",
    ],
    [
      "no template is allowed either",
      { ...closedNow, template_refusal: "account_stopped" },
      `${blockedBy.window_closed} ${blocked.noTemplate} ${blockedBy.account_stopped}`,
      null,
    ],
    [
      "the window is closed and the database names the template to offer",
      {
        ...closedNow,
        templates: [{ id: "t", name: "parcel_ready", language: "sw", category: "UTILITY" }],
      },
      `${blockedBy.window_closed} ${blocked.offered("parcel_ready", "sw")}`,
      "template",
    ],
    [
      "several reasons at once are all said",
      {
        refusal: "opted_out",
        reasons: [{ code: "opted_out" }, { code: "window_closed" }],
        template_refusal: "opted_out",
      },
      `${blockedBy.opted_out} ${blockedBy.window_closed}`,
      null,
    ],
    ["the customer never wrote", { window_expires_at: null }, blocked.neverWrote, "template"],
    ["the customer opted out", { refusal: "opted_out" }, blockedBy.opted_out, null],
    ["there is no number", { refusal: "no_phone_number" }, blockedBy.no_phone_number, null],
    ["the gate says something new", { refusal: "new_word" }, blocked.other("new_word"), null],
  ])("%s", (_case, some, sentence, offer) => {
    expect(blockedReason(session(some), now)).toEqual({ sentence, offer });
  });
});
