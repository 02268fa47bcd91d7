import type { MediaRun, RetentionClass } from "@/lib/privacy/retention/console-schemas";

const many = (count: number, one: string, several: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : several}`;

/** What a run removed or kept, by the name that the database counts it under. */
const things: Record<string, (count: number) => string> = {
  chat_messages: (count) => many(count, "message", "messages"),
  message_embeddings: (count) => many(count, "search chunk", "search chunks"),
  recall_hits: (count) => many(count, "recall hit", "recall hits"),
  chat_media: (count) => many(count, "file", "files"),
  send_attempts: (count) => many(count, "delivery record", "delivery records"),
  agent_turns: (count) => many(count, "turn of the bot", "turns of the bot"),
  turn_prompts: (count) => many(count, "prompt", "prompts"),
  wa_events: (count) => many(count, "event", "events"),
  bodies: (count) => many(count, "event body emptied", "event bodies emptied"),
  session_summaries: (count) => many(count, "summary", "summaries"),
  support_tickets: (count) => many(count, "ticket", "tickets"),
  customer_feedback: (count) => many(count, "feedback", "feedbacks"),
  session_notes: (count) => many(count, "note", "notes"),
  chat_sessions: (count) => many(count, "conversation", "conversations"),
  sessions_closed: (count) => many(count, "conversation closed", "conversations closed"),
  customers: (count) => many(count, "customer", "customers"),
  names: (count) => many(count, "name of a customer who stopped", "names of customers who stopped"),
  job_runs: (count) => many(count, "job run", "job runs"),
  sign_in_attempts: (count) => many(count, "try to sign in", "tries to sign in"),
  audit_log: (count) => many(count, "audit entry", "audit entries"),
  legal_holds: (count) => many(count, "released hold", "released holds"),
  privacy_requests: (count) => many(count, "closed request", "closed requests"),
  held: (count) => `${many(count, "kept", "kept")} by a legal hold`,
  in_work: (count) => `${many(count, "left", "left")}: not sent or answered yet, or in use`,
};

const classes: Record<RetentionClass, { name: string; about: string; setting: string }> = {
  messages: {
    name: "Messages",
    about: "By their own age, with transcripts, captions, search chunks, vectors and receipts",
    setting: "MESSAGE_RETENTION_DAYS",
  },
  turns: {
    name: "Turns of the bot",
    about: "What it recalled, asked tools and decided",
    setting: "MESSAGE_RETENTION_DAYS",
  },
  prompts: {
    name: "Prompts as sent",
    about: "Word for word what the model was given",
    setting: "EVENT_RETENTION_DAYS",
  },
  events: {
    name: "Raw webhook events",
    about: "The body first; its key a day after the last possible repeat",
    setting: "EVENT_RETENTION_DAYS",
  },
  media: {
    name: "Files",
    about: "In the bucket and their rows; what was read from them stays with the message",
    setting: "MEDIA_RETENTION_DAYS",
  },
  summaries: {
    name: "Summaries",
    about: "The notes the bot keeps of a conversation",
    setting: "SUMMARY_RETENTION_DAYS",
  },
  tickets: {
    name: "Tickets, feedback, notes",
    about: "Settled tickets by their last activity; open ones stay",
    setting: "SUMMARY_RETENTION_DAYS",
  },
  requests: {
    name: "Closed privacy requests",
    about: "With their checks, notes and exports; certificates stay",
    setting: "AUDIT_RETENTION_DAYS",
  },
  sessions: {
    name: "Empty conversations",
    about: "Without a message left: closed, and gone with their last summary or note",
    setting: "MESSAGE_RETENTION_DAYS",
  },
  customers: {
    name: "Customers without anything",
    about: "With number and consent history; who stopped messages stays, without a name",
    setting: "SUMMARY_RETENTION_DAYS",
  },
  jobs: { name: "Job runs", about: "By their start", setting: "JOB_RETENTION_DAYS" },
  sign_ins: { name: "Tries to sign in", about: "Of staff, as keyed hashes", setting: "" },
  audit: {
    name: "Audit log",
    about: "With released holds and the records of old runs",
    setting: "AUDIT_RETENTION_DAYS",
  },
};

const triggers: Record<string, string> = {
  schedule: "By schedule",
  staff: "By hand",
  command: "By command",
  start: "At start",
  queue: "For waiting files",
};

/** The retention page. */
export const retentionCopy = {
  title: "Retention",
  about: (time: string) =>
    `Applied every night at ${time}, and never to what a legal hold protects.`,
  classes,
  things: (name: string, count: number) => things[name]?.(count) ?? `${name}: ${count}`,
  triggers: (trigger: string) => triggers[trigger] ?? trigger,
  preview: {
    title: "What the next run removes",
    asOf: "as of",
    columns: { class: "Class", days: "Kept for", due: "Due now", oldest: "Oldest due" },
    days: (days: number) => many(days, "day", "days"),
    fixed: "fixed",
    more: "10,000+",
    nothing: "Nothing",
    held: (count: number) =>
      `${many(count, "customer is", "customers are")} under a legal hold and not counted.`,
    objects: (count: number) =>
      `${count > 10_000 ? "10,000+" : count.toLocaleString("en")} files wait to leave the bucket.`,
    from: "The days are configured at the server and cannot be changed here.",
    all: "All classes",
    loadFailed: "The preview could not be counted",
  },
  now: {
    title: "Now",
    never: "No run yet: the first begins tonight.",
    queued: "Waiting to begin",
    running: (name: string) => `Working on: ${name}`,
    progress: (done: number, of: number) => `${done} of ${of} classes`,
    so: (count: number) => `${count.toLocaleString("en")} rows removed so far`,
    stalled:
      "It has not reported for five minutes. The job engine takes it up again by itself; see Jobs if it does not.",
    finished: "Last run",
    removed: (count: number) =>
      count === 0 ? "nothing was due" : `${count.toLocaleString("en")} rows removed`,
    media: "Last clean-up of files",
    mediaRunning: "Clean-up of files is running",
    mediaNever: "none yet",
  },
  apply: {
    open: "Apply now",
    title: "Apply retention now?",
    body: "Everything below is removed for good, class by class, as the nightly run would. Conversations go on meanwhile.",
    action: (due: string) => `Remove ${due} items`,
    nothing: "Run now",
    done: "The run begins. Its progress stands on this page.",
  },
  history: {
    title: "Past runs",
    tabs: { runs: "Retention", media: "Files" },
    columns: { when: "When", by: "Begun", result: "What it did", took: "Took", state: "State" },
    states: { queued: "Waiting", running: "Running", finished: "Done" },
    none: "No run yet",
    noneBody: "The first one begins tonight.",
    noMedia: "No clean-up yet",
    noMediaBody: "One begins when the server starts, and then again and again.",
    loadFailed: "The runs could not be loaded",
    nothing: "Nothing was due",
    mediaResult: (run: MediaRun) =>
      [
        run.rows_removed > 0 && many(run.rows_removed, "row", "rows"),
        run.objects_removed > 0 && `${many(run.objects_removed, "file", "files")} removed`,
        run.orphans_found > 0 && `${many(run.orphans_found, "file", "files")} without a row`,
        run.missing_found > 0 &&
          `${many(run.missing_found, "row", "rows")} without a file (${run.refetches} fetched again)`,
      ]
        .filter(Boolean)
        .join(", ") || "Nothing was due",
  },
  run: {
    title: "Run of retention",
    removed: "Removed",
    kept: "Kept although old",
    begun: "Begun",
    asked: "Asked for by",
    finished: "Finished",
    took: "Took",
    nothing: "Nothing was due.",
  },
};
