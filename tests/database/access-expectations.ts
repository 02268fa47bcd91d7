/**
 * Who may read which table and call which function (P21), written by hand and apart from the migrations
 * that grant it. access-matrix.test.ts and access-functions.test.ts try everything in the catalogue as every actor and compares.
 */

export const staffActors = ["support", "privacy", "admin"] as const;
/** The strongest role in every state that makes it nobody, then people who never were staff. */
export const outsiders = [
  "admin without the second factor",
  "signed-out admin",
  "deactivated admin",
  "stranger",
  "anon",
] as const;
export const actors = [...staffActors, ...outsiders] as const;
export type Actor = (typeof actors)[number];

const everyone = staffActors;
const writers = ["support", "admin"] as const;
const privacyTeam = ["privacy", "admin"] as const;
const admins = ["admin"] as const;

export type TableAccess = {
  /** Who sees every row; the others see none. */
  all: readonly Actor[];
  /** Who sees the rows that are their own, by the column that says so. */
  own?: { column: string; actors: readonly Actor[] };
  /** Columns that no signed-in person may read, whatever the row. */
  closed?: readonly string[];
};

/** No privilege at all: read through functions, or by jobs alone. */
export const closedTables = [
  "erasure_previews",
  "erasure_targets",
  "alert_messages",
  "message_search",
  "metric_cursor",
  "metric_totals",
  "send_pacing",
  "session_presence",
  "sign_in_attempts",
  "turn_prompts",
  "turn_steps",
];

export const tables: Record<string, TableAccess> = {
  agent_profiles: { all: writers },
  agent_turns: { all: everyone, closed: ["draft", "traceparent"] },
  alert_channel: { all: everyone },
  alerts: { all: everyone },
  audit_log: { all: privacyTeam },
  canned_replies: { all: everyone },
  chat_media: { all: everyone },
  chat_messages: {
    all: everyone,
    // A WhatsApp id and some payloads hold full numbers; the text that left holds sign-in links.
    closed: [
      "traceparent",
      "wa_message_id",
      "text",
      "payload",
      "embedding_next_at",
      "embedding_claim",
    ],
  },
  chat_sessions: { all: everyone },
  consent_events: { all: everyone },
  contact_notices: { all: privacyTeam },
  customer_feedback: { all: everyone },
  customer_identities: { all: everyone, closed: ["value"] },
  customers: { all: everyone },
  erasure_certificates: { all: privacyTeam },
  erasure_notices: { all: privacyTeam },
  erasure_runs: { all: privacyTeam },
  erasure_steps: { all: privacyTeam },
  hourly_figures: { all: everyone },
  hourly_hand_overs: { all: everyone },
  hourly_reply_times: { all: everyone },
  identity_checks: { all: privacyTeam, closed: ["code_hash", "identity_id"] },
  identity_conflicts: { all: everyone },
  job_runs: { all: admins },
  knowledge_articles: { all: writers },
  legal_holds: { all: privacyTeam },
  media_cleanup_runs: { all: privacyTeam },
  media_objects_to_remove: { all: privacyTeam },
  media_purges: { all: privacyTeam },
  message_embeddings: { all: writers },
  message_templates: { all: everyone },
  privacy_export_parts: { all: privacyTeam },
  privacy_export_removals: { all: privacyTeam },
  privacy_exports: {
    all: privacyTeam,
    closed: ["claim", "lease_until", "object_path", "checksum", "link_hash", "link_message_id"],
  },
  privacy_request_events: { all: privacyTeam },
  privacy_request_notes: { all: privacyTeam },
  privacy_requests: { all: privacyTeam },
  read_marks: { all: [], own: { column: "user_id", actors: everyone } },
  recall_hits: { all: everyone },
  reembed_runs: { all: admins },
  retention_runs: { all: privacyTeam },
  saved_views: { all: [], own: { column: "owner_id", actors: everyone } },
  send_attempts: { all: everyone, closed: ["wa_message_id"] },
  send_stops: { all: everyone },
  session_notes: { all: everyone },
  session_reads: { all: [], own: { column: "user_id", actors: everyone } },
  session_summaries: { all: everyone },
  staff: {
    all: everyone,
    own: { column: "user_id", actors: outsiders.filter((actor) => / admin$|^admin /.test(actor)) },
  },
  suppressions: { all: privacyTeam },
  support_tickets: { all: everyone },
  ticket_messages: { all: everyone },
  tool_calls: { all: everyone, closed: ["key", "arguments", "result"] },
  tool_confirmations: { all: everyone, closed: ["arguments"] },
  wa_events: {
    all: admins,
    closed: ["traceparent", "dedupe_key", "raw", "item", "reprocess_requested_by"],
  },
};

/** Columns whose name sounds like a number, a secret or a raw body, and which staff may read all the same. */
export const harmlessColumns = [
  "alerts.dedupe_key",
  "chat_messages.client_key",
  "message_embeddings.end_token",
  "message_embeddings.start_token",
  "privacy_requests.client_key",
  "ticket_messages.client_key",
  "tool_confirmations.used_by_key",
];

/** Functions that refuse everybody else with 42501. */
export const functionsByCaller: { callers: readonly Actor[]; names: readonly string[] }[] = [
  {
    callers: admins,
    names: [
      "add_staff",
      "begin_reembed",
      "begin_staff_act",
      "change_staff_role",
      "deactivate_staff",
      "discard_article_draft",
      "discard_profile_draft",
      "dismiss_parked_events",
      "find_staff_account",
      "import_sample_articles",
      "job_failures",
      "lift_send_stop",
      "list_failed_embeddings",
      "list_job_runs",
      "list_parked_events",
      "list_staff",
      "mark_job_failures_seen",
      "most_recalled",
      "parked_progress",
      "publish_article",
      "publish_profile",
      "reactivate_staff",
      "read_job_run",
      "read_parked_event",
      "read_turn_prompts",
      "recall_chunk_spread",
      "recall_figures",
      "request_reprocessing",
      "restore_parked_events",
      "retry_failed_embeddings",
      "retire_article",
      "retry_job_failures",
      "retry_job_runs",
      "reveal_parked_event",
      "roll_back_article",
      "roll_back_profile",
      "save_article_draft",
      "save_profile_draft",
      "set_reembed_state",
      "turns_without_hits",
      "unmark_job_failures_seen",
    ],
  },
  {
    callers: writers,
    names: [
      "add_note",
      "add_ticket_note",
      "assign_session",
      "begin_staff_file",
      "change_tickets",
      "close_session",
      "console_recall_messages",
      "delete_canned_reply",
      "delete_note",
      "edit_note",
      "hand_back_session",
      "list_articles",
      "list_profiles",
      "note_playground_call",
      "open_ticket_by_staff",
      "playground_context",
      "queue_staff_file",
      "queue_staff_reply",
      "queue_template",
      "read_article",
      "recall_index_health",
      "reopen_session",
      "reply_to_ticket",
      "reply_to_ticket_by_template",
      "restore_canned_reply",
      "retry_failed_sends",
      "retry_media",
      "retry_message",
      "retry_understanding",
      "save_canned_reply",
      "set_ticket_assignee",
      "set_ticket_priority",
      "set_ticket_status",
      "take_over_session",
    ],
  },
  {
    callers: ["privacy"],
    names: [
      "approve_erasure",
      "find_customers_to_hold",
      "place_legal_hold",
      "postpone_hold_review",
      "preview_erasure",
      "record_notice",
      "release_legal_hold",
      "request_retention",
    ],
  },
  {
    callers: privacyTeam,
    names: [
      "begin_consent_export",
      "add_privacy_request_note",
      "apply_objection",
      "approve_erasure_second",
      "assign_privacy_requests",
      "begin_privacy_request",
      "cancel_erasure",
      "complete_privacy_request",
      "erasure_status",
      "extend_privacy_request",
      "find_customers_for_request",
      "link_privacy_export",
      "list_privacy_requests",
      "open_privacy_request_by_staff",
      "pause_privacy_request",
      "read_erasure_certificate",
      "read_privacy_request",
      "record_identity_check",
      "rectify_customer",
      "refuse_privacy_request",
      "resume_privacy_request",
      "retry_erasure",
      "revoke_privacy_export",
      "send_identity_code",
      "start_privacy_export",
      "withdraw_privacy_request",
      "list_audit",
      "list_legal_holds",
      "list_retention_runs",
      "media_purge_progress",
      "preview_retention",
      "request_media_purge",
      "retention_progress",
      "list_consent_events",
      "record_audit_export",
      "reveal_identity",
    ],
  },
  {
    callers: everyone,
    names: [
      "acknowledge_alert",
      "list_alerts",
      "open_alert_count",
      "console_session_ids",
      "customer_hold",
      "customer_panel",
      "delete_view",
      "job_figures",
      "list_sessions",
      "list_media",
      "media_figures",
      "open_media",
      "read_media",
      "list_tickets",
      "list_views",
      "mark_all_read",
      "mark_session_read",
      "navigation_badges",
      "overview",
      "overview_now",
      "poll_session",
      "queue_ages",
      "read_ticket",
      "record_account_act",
      "rename_myself",
      "require_staff_role",
      "save_view",
      "search_customers",
      "search_messages",
      "send_gate",
      "send_refusal",
      "session_changes",
      "session_header",
      "session_list_changes",
      "session_transcript",
      "turn_behind_event",
      "turn_why",
    ],
  },
];

/** Definer functions that answer everybody, and give null to whoever is not staff. */
export const nullForOutsiders = ["console_session_row", "current_staff_role", "ticket_row"];

/** Says to anybody signed in what they are; opens nothing. */
export const forAnybodySignedIn = ["my_access"];

/** Run with the caller's rights, so that the tables above decide what they see. */
export const underRowSecurity = [
  "agent_profile",
  "article_json",
  "changed_session_ids",
  "console_note_row",
  "console_session_counts",
  "console_session_rows",
  "find_articles",
  "job_run_row",
  "job_run_state",
  "masked_identity",
  "masked_phone",
  "profile_json",
  "reply_time_ms",
  "session_memory",
  "ticket_counts",
  "ticket_ids",
  "ticket_search_words",
  "transcript_seqs",
  "undelivered_session_ids",
];

/** Arguments of functions that look at them before they look at who calls. */
export const ownArguments: Record<string, string> = {
  console_session_ids: "null, null, null, null, 1, null, false",
  require_staff_role: "variadic array['support', 'privacy', 'admin']",
};
