/** How a webhook field of Meta is treated. */
export type FieldTreatment =
  /** Look at the content: messages, statuses, errors, preferences, identity updates, echoes. */
  | "by_content"
  /** What our own number sent from a phone or another inbox. */
  | "echo"
  /** About the account or another app's conversation: stored, never answered. */
  | "platform"
  /** About a WhatsApp group: stored, never answered. */
  | "group";

/**
 * Every webhook field that Meta documents. A field that is not listed, and a delivery that names
 * none, are judged by content alone; what that cannot tell either is parked as `unknown_shape`.
 */
const TREATMENTS = new Map<string, FieldTreatment>([
  ["messages", "by_content"],
  ["user_preferences", "by_content"],
  ["user_id_update", "by_content"],
  ["smb_message_echoes", "echo"],
  ["message_echoes", "echo"],
  // Old conversations of a coexistence number, and those that another app currently owns.
  ["history", "platform"],
  ["standby", "platform"],
  ["messaging_handovers", "platform"],
  ["smb_app_state_sync", "platform"],
  ["calls", "platform"],
  ["account_alerts", "platform"],
  ["account_review_update", "platform"],
  ["account_settings_update", "platform"],
  ["account_update", "platform"],
  ["automatic_events", "platform"],
  ["business_capability_update", "platform"],
  ["business_status_update", "platform"],
  ["business_username_update", "platform"],
  ["flows", "platform"],
  ["message_template_components_update", "platform"],
  ["message_template_quality_update", "platform"],
  ["message_template_status_update", "platform"],
  ["partner_solutions", "platform"],
  ["payment_configuration_update", "platform"],
  ["phone_number_name_update", "platform"],
  ["phone_number_quality_update", "platform"],
  ["security", "platform"],
  ["template_category_update", "platform"],
  ["template_correct_category_detection", "platform"],
  ["tracking_events", "platform"],
  ["group_lifecycle_update", "group"],
  ["group_participants_update", "group"],
  ["group_settings_update", "group"],
  ["group_status_update", "group"],
]);

export function fieldTreatment(field: string | null): FieldTreatment {
  return (field !== null && TREATMENTS.get(field)) || "by_content";
}

/** Luminous' own events about its contacts, contact groups and automatic answers. */
export function isPlatformEvent(event: string | null): boolean {
  return event !== null && /^(contact|group|autoreply)\./.test(event);
}
