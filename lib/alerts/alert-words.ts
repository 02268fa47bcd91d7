/** Everything that may need a person, as `alerts.kind` in the database has it. */
export const alertKinds = [
  "hand_over_waiting",
  "send_account_stopped",
  "parked_events",
  "job_dead",
  "privacy_deadline_near",
  "privacy_deadline_over",
  "queue_age",
  "sends_in_doubt",
  "media_failed",
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What an alert is about, as far as words and links need it. */
export type AlertSubject = {
  kind: AlertKind;
  key: string;
  subject_id: string | null;
  amount: number;
};

const queues: Record<string, string> = {
  turns: "answers",
  sends: "sends",
  unknown_sends: "sends in doubt",
  embeddings: "messages to index",
  media: "files to fetch",
  echoes: "echoes to settle",
  reprocessing: "events to handle again",
};

const some = (amount: number, one: string, many: string) =>
  `${amount >= 1000 ? "1,000 or more" : amount} ${amount === 1 ? one : many}`;

/** What happened, in one sentence: the same in the console and on Telegram. */
export function alertTitle({ kind, key, amount }: AlertSubject): string {
  switch (kind) {
    case "hand_over_waiting":
      return some(amount, "conversation waits for a person", "conversations wait for a person");
    case "send_account_stopped":
      return "The provider refuses our account: nothing is sent";
    case "parked_events":
      return some(amount, "event could not be handled", "events could not be handled");
    case "job_dead":
      return `${some(amount, "run", "runs")} of ${key} failed for good`;
    case "privacy_deadline_near":
      return "The legal deadline of a privacy request is near";
    case "privacy_deadline_over":
      return "The legal deadline of a privacy request has passed";
    case "queue_age":
      return `Work is late: ${amount >= 1000 ? "1,000 or more" : amount} ${queues[key] ?? key} wait`;
    case "sends_in_doubt":
      return some(amount, "message may or may not have left", "messages may or may not have left");
    case "media_failed":
      return some(amount, "file could not be fetched", "files could not be fetched");
  }
}

/** The page of the console on which somebody deals with it. */
export function alertPath({ kind, key, subject_id }: AlertSubject): string {
  switch (kind) {
    case "hand_over_waiting":
      return "/sessions?filter=human&assignee=nobody";
    case "send_account_stopped":
      return "/overview";
    case "parked_events":
      return "/parked";
    case "job_dead":
      return "/jobs";
    case "privacy_deadline_near":
    case "privacy_deadline_over":
      return `/requests/${subject_id ?? ""}`;
    case "queue_age":
      return key === "reprocessing" ? "/parked" : "/jobs";
    case "sends_in_doubt":
      return "/sessions?filter=failed";
    case "media_failed":
      return "/media";
  }
}

/** The heading of docs/runbook.md that says what to do; queues have one each. */
export function runbookAnchor({ kind, key }: Pick<AlertSubject, "kind" | "key">): string {
  const anchor = kind.replaceAll("_", "-");
  return kind === "queue_age" ? `${anchor}-${key.replaceAll("_", "-")}` : anchor;
}

/** Where an entry of the runbook can be read; the file's name when no address is configured. */
export const runbookLink = (anchor: string, address: string | undefined): string =>
  `${address ?? "docs/runbook.md"}#${anchor}`;
