/** Why a reply of the bot is its last and a person takes over; shown to staff in words. */
export type HandOffReason =
  | "asked_for_person"
  | "escalated"
  | "model_failed"
  | "model_refused"
  | "model_empty"
  | "model_incomplete"
  | "unsupported_answer";
