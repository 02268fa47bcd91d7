import type { SessionNote, TranscriptMessage } from "@/lib/chat/conversation-schemas";

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
    written: `message ${some.seq}`,
    event: null,
    event_reason: null,
    event_staff_name: null,
    details: null,
    media: null,
    edits: [],
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

/** A colleague's note behind a bubble. */
export function note(some: Partial<SessionNote> & { after_seq: number }): SessionNote {
  return {
    id: `00000000-0000-4000-9000-${String(some.after_seq).padStart(12, "0")}`,
    session_id: "00000000-0000-4000-8000-00000000abcd",
    body: `note ${some.after_seq}`,
    author_name: "Grace Akello",
    by_me: false,
    at: "2026-11-22T12:00:30.000000+00:00",
    edited: false,
    deleted: false,
    ...some,
  };
}
