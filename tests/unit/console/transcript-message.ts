import type { TranscriptMessage } from "@/lib/chat/console-schemas";

/** A customer's text at noon UTC; `seq` makes the id. */
export function message(some: Partial<TranscriptMessage> & { seq: number }): TranscriptMessage {
  return {
    id: `00000000-0000-4000-8000-${String(some.seq).padStart(12, "0")}`,
    direction: "inbound",
    author: "customer",
    author_name: null,
    by_me: false,
    type: "text",
    text: `message ${some.seq}`,
    event: null,
    event_reason: null,
    purpose: null,
    turn_id: null,
    client_key: null,
    state: null,
    state_reason: null,
    state_changed_at: null,
    not_before: null,
    at: "2026-11-22T12:00:00.000000+00:00",
    edited: false,
    deleted: false,
    quote: null,
    reactions: [],
    attempt: null,
    ...some,
  };
}
