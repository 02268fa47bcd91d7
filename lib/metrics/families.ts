type Family = { type: "counter" | "gauge" | "histogram"; help: string };

/** What `metrics_now()` of the database gives, by name. A sample of another name is refused by a test. */
export const databaseFamilies: Record<string, Family> = {
  parcelo_intake_events_total: {
    type: "counter",
    help: "Items of webhooks, by kind and by what became of them.",
  },
  parcelo_receipts_total: { type: "counter", help: "Delivery receipts, by status." },
  parcelo_turns_total: { type: "counter", help: "Turns of the agent, by outcome and route." },
  parcelo_turn_step_seconds: { type: "histogram", help: "Time a turn spent in each step." },
  parcelo_reply_seconds: {
    type: "histogram",
    help: "From the first unanswered message to the reply that WhatsApp took.",
  },
  parcelo_hand_overs_total: {
    type: "counter",
    help: "Conversations given to a person, by reason.",
  },
  parcelo_send_attempts_total: {
    type: "counter",
    help: "Messages handed to the provider, by outcome 90 seconds later.",
  },
  parcelo_model_tokens_total: { type: "counter", help: "Tokens of finished turns." },
  parcelo_model_cost_usd_total: { type: "counter", help: "Cost of finished turns in US dollars." },
  parcelo_recall_turns_total: {
    type: "counter",
    help: "Turns by whether recall found anything and how its two arms did.",
  },
  parcelo_recall_hits_total: { type: "counter", help: "Messages recalled for turns." },
  parcelo_counters_behind_seconds: {
    type: "gauge",
    help: "Up to how long ago the counters of the database are counted; 90 seconds at least.",
  },
  parcelo_queue_waiting: { type: "gauge", help: "Unfinished work, counted up to 1,000 a queue." },
  parcelo_queue_oldest_seconds: { type: "gauge", help: "Age of the oldest unfinished work." },
  parcelo_parked_events: { type: "gauge", help: "Events that could not be handled, up to 10,000." },
  parcelo_sessions_with_a_person: {
    type: "gauge",
    help: "Open conversations that a person answers, up to 10,000.",
  },
  parcelo_media_files: { type: "gauge", help: "Files of customers by state, up to 10,000 each." },
  parcelo_media_understanding: {
    type: "gauge",
    help: "Stored files that wait to be understood or could not be, up to 10,000 each.",
  },
  parcelo_open_alerts: { type: "gauge", help: "Alerts that are open, by kind." },
  parcelo_job_failures_open: {
    type: "gauge",
    help: "Failed runs that nobody has seen or tried again, by job.",
  },
  parcelo_send_stops_open: { type: "gauge", help: "Accounts that the provider refuses." },
  parcelo_telegram_failing_seconds: {
    type: "gauge",
    help: "Since when Telegram takes no alert; 0 while it does.",
  },
  parcelo_database_bytes: { type: "gauge", help: "Size of the database." },
  parcelo_database_connections: { type: "gauge", help: "Connections to the database." },
};

/** The family of a sample: histograms have three kinds of them. */
export function familyOf(sample: string): string {
  if (sample in databaseFamilies) return sample;
  return sample.replace(/_(bucket|sum|count)$/, "");
}
