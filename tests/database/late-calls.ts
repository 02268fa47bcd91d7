import { randomUUID } from "node:crypto";
import { hashOf, question } from "./confirm-scenario";
import { messageItem, sendSettings, turnSettings } from "./scenario";

/** Every id by which a job may have known somebody before they were erased, and a word of theirs to bring along. */
export type Late = {
  customerId: string;
  sessionId: string;
  messageId: string;
  sentMessageId: string;
  turnId: string;
  fence: number;
  attemptId: string;
  toolCallId: string;
  confirmationId: string;
  pendingMediaId: string;
  pendingClaim: string;
  storedMediaId: string;
  storedClaim: string;
  embeddingClaim: string;
  summaryFence: number;
  eventId: string;
  requestId: string;
  exportId: string;
  exportClaim: string;
  runId: string;
  phone: string;
  wamid: string;
  /** Stands in every text that a late job brings. */
  words: string;
};

const settings = {
  ...{ ...turnSettings, ...sendSettings },
  ...{ threshold: 1, idle_ms: 1, most_messages: 50, most_characters: 500 },
  ...{ max_attempts: 5, backoff_ms: 1000, error: "timed_out", pauses_ms: [1000], max_age_hours: 1 },
  ...{ final_status: "failed", status: null, retry_after_ms: 0 },
};
/** The settings under which the scenario of late-jobs.test.ts claims what a late job brings back. */
export const claimSettings = { ...settings, batch: 100, model: "m", chunking: "c" };
const ticket = (late: Late) => ({
  ...{ category: "delivery", subject: late.words, summary: late.words, priority: "normal" },
  ...{ sentiment: "negative", route: null },
});

/**
 * How each function of a job is called late. The catalogue decides which must stand here: whatever the service
 * may call with a uuid. A new one fails late-jobs.test.ts until it does.
 */
export const lateCalls: Record<string, (late: Late) => unknown[]> = {
  answer_confirmation: (l) => [l.confirmationId, l.turnId, "yes", l.messageId],
  begin_generation: (l) => [l.turnId, l.fence, 60_000],
  begin_privacy_request: (l) => [l.requestId],
  begin_send: (l) => [l.sentMessageId, settings],
  begin_summary: (l) => [l.sessionId, randomUUID(), true, settings],
  begin_tool_call: (l) => [l.turnId, `late:${l.turnId}`, "open_ticket", { said: l.words }, true],
  begin_turn_step: (l) => [l.turnId, l.fence, 60_000, 12],
  change_consent_in_turn: (l) => [l.turnId, "service", "opt_out", settings],
  claim_media_fetch: (l) => [l.pendingMediaId, 60_000],
  claim_privacy_export: (l) => [l.exportId, 60_000],
  claim_turn: (l) => [l.sessionId, randomUUID(), settings],
  claim_turn_with_media: (l) => [l.sessionId, randomUUID(), settings],
  claim_understanding: (l) => [l.storedMediaId, 60_000],
  collect_feedback: (l) => [
    l.turnId,
    { feedback_type: "delivery", feedback_text: l.words, sentiment: "negative", rating: 1 },
    ticket(l),
  ],
  commit_turn: (l) => [l.turnId, l.fence, settings],
  confirm_or_ask: (l) => [
    ...[l.turnId, `late:${l.turnId}`, { ...question(l.words), arguments_hash: hashOf("late") }],
  ],
  export_page: (l) => [l.exportId, "messages", null, 10],
  fail_privacy_export: (l) => [l.exportId, l.exportClaim, "late", true],
  finish_privacy_export: (l) => [l.exportId, l.exportClaim, 10, "a".repeat(64), 0],
  finish_tool_call: (l) => [
    l.toolCallId,
    {
      outcome: "done",
      result: { outcome: "done", data: { said: l.words } },
      targets: [l.words],
      latency_ms: 5,
    },
  ],
  is_held: (l) => [l.customerId],
  keep_embeddings: (l) => [l.embeddingClaim, [l.messageId]],
  mark_media_stored: (l) => [l.pendingMediaId, l.pendingClaim, 7],
  media_purge_progress: (l) => [l.customerId],
  media_to_send: (l) => [l.storedMediaId],
  message_trace: (l) => [l.messageId],
  open_privacy_request: (l) => [l.turnId, "access", {}],
  open_ticket: (l) => [l.turnId, ticket(l)],
  own_tickets: (l) => [l.customerId],
  postpone_embeddings: (l) => [l.embeddingClaim, [l.messageId], settings],
  postpone_understanding: (l) => [l.storedMediaId, l.storedClaim, settings],
  put_off_summary: (l) => [l.sessionId, l.summaryFence, 60_000, false],
  read_confirmation: (l) => [l.turnId],
  read_media_fetch: (l) => [l.pendingMediaId, l.pendingClaim],
  recall_by_words: (l) => [l.sessionId, [l.words], 1_000_000, 0, 5],
  recall_messages: (l) => [l.sessionId, [l.words]],
  record_send_result: (l) => [l.attemptId, { kind: "accepted", wa_message_id: l.wamid }, settings],
  reply_to_own_ticket: (l) => [l.turnId, "T-1", l.words],
  reprocess_event: (l) => [
    l.eventId,
    messageItem({ phone: l.phone, text: l.words, wamid: l.wamid }),
    settings,
  ],
  request_media_purge: (l) => [l.sessionId],
  save_draft: (l) => [l.turnId, l.fence, [l.words], {}],
  save_embeddings: (l) => [
    ...[l.messageId, l.embeddingClaim, "a".repeat(64)],
    [{ text: l.words, start_token: 0, end_token: 2 }],
  ],
  save_export_progress: (l) => [l.exportId, l.exportClaim, "messages", 10, 60_000],
  save_media_file: (l) => [
    l.pendingMediaId,
    l.pendingClaim,
    { mime_type: "image/jpeg", size: 5, checksum: l.words },
  ],
  save_recall_hits: (l) => [
    l.turnId,
    [{ message_id: l.messageId, chunk_index: 0, chunk_count: 1, score: 0.5, rank: 1 }],
  ],
  save_summary: (l) => [
    ...[l.sessionId, l.summaryFence, 0, 1_000_000],
    { base_id: null, content: { facts: [l.words] }, rendered_text: l.words },
    {
      ...{ model: "m", message_count: 1, cut_count: 0, left_out_count: 0, dropped_count: 0 },
      ...{ evicted_count: 0, input_tokens: 1, cached_tokens: 0, output_tokens: 1, latency_ms: 1 },
    },
  ],
  save_turn_progress: (l) => [l.turnId, l.fence, { said: l.words }],
  save_understanding: (l) => [
    l.storedMediaId,
    l.storedClaim,
    { status: "done", caption: l.words, model: "m" },
  ],
  send_gate: (l) => [l.sessionId, "bot", "reply"],
  send_opening_code: (l) => [l.requestId, "123456", hashOf("123456"), settings],
  send_refusal: (l) => [l.sessionId, "bot", "reply"],
  session_memory: (l) => [l.sessionId],
  settle_echo: (l) => [l.eventId, settings],
  settle_media_failure: (l) => [l.pendingMediaId, l.pendingClaim, settings],
  summary_is_due: (l) => [l.sessionId, settings],
  turn_context: (l) => [l.turnId, 12],
  turn_media_due: (l) => [l.turnId, l.fence, settings],
  turn_trace: (l) => [l.turnId],
  verified_identity: (l) => [l.customerId],
};

/** Work of the erasure and of the request itself: late once it is over, and what it is made of before. */
export const lateCallsOfTheErasure: Record<string, (late: Late) => unknown[]> = {
  advance_erasure: (l) => [l.runId],
  begin_erasure: (l) => [l.runId, false, ["fence"]],
  certify_erasure: (l) => [l.runId],
  claim_erasure_step: (l) => [l.runId],
  complete_privacy_request: (l) => [l.requestId, {}],
  erase_batch: (l) => [l.runId, "messages"],
  erase_events: (l) => [l.runId, JSON.stringify([{ id: l.eventId, hash: "a".repeat(64) }])],
  erase_mentions: (l) => [l.runId],
  erasure_events: (l) => [l.runId],
  erasure_identities: (l) => [l.runId],
  erasure_objects: (l) => [l.runId],
  erasure_wamids: (l) => [l.runId],
  fail_erasure: (l) => [l.runId, "messages", "late", true],
  fence_erasure: (l) => [
    l.runId,
    JSON.stringify([{ kind: "phone", value: l.phone, hash: "b".repeat(64), forms: [l.phone] }]),
  ],
  finish_erasure_step: (l) => [l.runId, "messages"],
  keep_wamid_hashes: (l) => [l.runId, JSON.stringify([{ value: l.wamid, hash: "c".repeat(64) }])],
  objects_erased: (l) => [l.runId, [`${l.customerId}/x`]],
  scan_for_erased: (l) => [l.runId],
  tell_before_erasure: (l) => [l.runId, settings],
};

/** Take a uuid that is nobody's: what they are instead. */
export const aboutNobody: Record<string, string> = {
  add_staff_by_command: "an account of a colleague",
  advance_media_cleanup: "a run of the clean-up",
  advance_reembed: "a run of embedding everything again",
  advance_retention: "a run of retention",
  begin_erasure_again: "begins an erasure, of whoever it is",
  identities_to_compare: "where a page of the whole list begins",
  note_objects_removed: "a run of the clean-up",
  read_media_cleanup: "a run of the clean-up",
  set_reembed_state: "a run of embedding everything again",
  settle_alert_batch: "a batch of alerts to colleagues",
  settle_sign_in: "a colleague's attempt to sign in",
};
