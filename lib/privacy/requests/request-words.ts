export const requestKinds = ["erasure", "access", "rectification", "objection"] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestChannels = ["chat_tool", "console", "email"] as const;
export type RequestChannel = (typeof requestChannels)[number];

export const openStates = ["received", "identity_check", "ready", "in_progress"] as const;
export const requestStates = [
  ...openStates,
  "completed",
  "refused",
  "withdrawn",
  "merged",
] as const;
export type RequestState = (typeof requestStates)[number];

export const isOpen = (state: RequestState): boolean => openStates.some((open) => open === state);

export const requestViews = [
  "open",
  "overdue",
  "due_soon",
  "paused",
  "untold",
  "closed",
  "all",
] as const;
export type RequestView = (typeof requestViews)[number];

export const pauseReasons = [
  "proof_asked",
  "contradicting_details",
  "number_changed_hands",
  "representative",
] as const;
export const extensionReasons = ["complex", "many_requests"] as const;
export const toldWays = ["whatsapp", "email", "letter", "phone"] as const;
/** What a person is told about a request, and whether they were. */
export const noticeMatters = ["extended", "refused", "completed"] as const;
export type NoticeMatter = (typeof noticeMatters)[number];
export const noticeStates = ["telling", "told", "not_told"] as const;
export const refusalReasons = [
  "identity_not_proved",
  "unfounded",
  "excessive",
  "legal_duty",
  "legal_claims",
  "others_rights",
] as const;
export const checkWays = [
  "document",
  "call_back",
  "account_questions",
  "known_representative",
  "court_order",
] as const;
export const exportStates = ["queued", "running", "ready", "failed", "expired", "revoked"] as const;
export const exportParts = [
  "profile",
  "consent",
  "conversations",
  "messages",
  "recall",
  "tickets",
  "feedback",
  "notes",
  "requests",
  "media",
] as const;
export type ExportPart = (typeof exportParts)[number];
