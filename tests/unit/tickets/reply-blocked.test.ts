import { describe, expect, it } from "vitest";
import { replyBlocked } from "@/components/tickets/reply-blocked";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

const now = Date.parse("2026-11-22T12:00:00Z");
const id = "00000000-0000-4000-8000-000000000001";
const colleague = "00000000-0000-4000-8000-0000000000a1";

const session = (over: Partial<SessionHeader>): SessionHeader => ({
  id,
  name: "Ruth",
  number: null,
  status: "active",
  owner: "bot",
  owner_reason: null,
  assigned_to: null,
  assigned_name: null,
  consent: "opted_in",
  last_message_at: "2026-11-22T11:00:00Z",
  last_seq: 3,
  unread: 0,
  window_expires_at: "2026-11-23T11:00:00Z",
  customer_waits: true,
  last_message: null,
  updated_at: "2026-11-22T11:00:00Z",
  customer_id: id,
  customer_since: "2026-11-22T11:00:00Z",
  marketing: "unknown",
  owner_since: "2026-11-22T11:00:00Z",
  refusal: null,
  reasons: [],
  template_refusal: null,
  marketing_refusal: null,
  templates: [],
  newer_session_id: null,
  can_write: true,
  mine: false,
  ...over,
});

describe("whether a ticket can be answered now", () => {
  it("can where the bot, nobody or the viewer answers: the reply takes the conversation over", () => {
    expect(replyBlocked(session({ owner: "bot" }), now)).toBeNull();
    expect(replyBlocked(session({ owner: "human" }), now)).toBeNull();
    expect(
      replyBlocked(session({ owner: "human", assigned_to: colleague, mine: true }), now),
    ).toBeNull();
  });

  it("cannot where a colleague answers, and leads there", () => {
    const taken = session({ owner: "human", assigned_to: colleague, assigned_name: "Nakato" });
    expect(replyBlocked(taken, now)).toMatchObject({
      offer: "take_over",
      sentence: expect.stringContaining("Nakato"),
    });
  });

  it("offers templates once the window has closed, whoever answers", () => {
    const late = { window_expires_at: "2026-11-22T11:59:59Z" };
    expect(replyBlocked(session(late), now)).toMatchObject({ offer: "template" });
  });

  it("says why nothing can be sent without an open conversation, after an opt-out, and by role", () => {
    expect(replyBlocked(null, now)).toMatchObject({ offer: null });
    expect(replyBlocked(session({ refusal: "opted_out" }), now)).toMatchObject({ offer: null });
    expect(replyBlocked(session({ can_write: false }), now)).toMatchObject({ offer: null });
  });
});
