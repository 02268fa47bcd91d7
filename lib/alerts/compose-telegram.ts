import type { AlertBatch } from "@/lib/alerts/alert-batch";
import { alertPath, alertTitle, runbookAnchor, runbookLink } from "@/lib/alerts/alert-words";

export type ComposeSettings = {
  /** The console's public address. */
  appUrl: string;
  runbookUrl: string | undefined;
};

/** Telegram's HTML mode knows these three and quotes in attributes. */
const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const link = (address: string, label: string) =>
  /^https?:\/\//.test(address)
    ? `<a href="${escaped(address)}">${escaped(label)}</a>`
    : `${escaped(label)}: ${escaped(address)}`;

const instant = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
/** Postgres writes an instant in the session's zone. */
const utc = (iso: string) => instant(new Date(iso).toISOString());

/** One Telegram message in its HTML mode: what happened, since when, where to look and what to do. */
export function composeTelegram(batch: AlertBatch, settings: ComposeSettings): string {
  return batch.alert === null ? notice(batch, settings) : alarm(batch, batch.alert, settings);
}

const signs = { raised: "🔴", reminded: "🔴 Still:", cleared: "🟢 Over:" };

function alarm(
  { kind }: AlertBatch,
  alert: NonNullable<AlertBatch["alert"]>,
  { appUrl, runbookUrl }: ComposeSettings,
): string {
  const sign = kind === "reminded" || kind === "cleared" ? signs[kind] : signs.raised;
  const since = alert.kind.startsWith("privacy_deadline")
    ? `due ${utc(alert.since)}`
    : `since ${utc(alert.since)}`;
  const until = kind === "cleared" && alert.cleared_at ? `, until ${utc(alert.cleared_at)}` : "";
  return [
    `${sign} <b>${escaped(alertTitle(alert))}</b>`,
    escaped(`${since}${until}`),
    link(`${appUrl}${alertPath(alert)}`, "Console"),
    link(runbookLink(runbookAnchor(alert), runbookUrl), "What to do"),
  ].join("\n");
}

const words = {
  incoming: { one: "Incoming message", many: "messages" },
  reply: { one: "Reply sent", many: "replies" },
  agent_error: { one: "The agent failed", many: "agent errors" },
};

function notice(batch: AlertBatch, { appUrl, runbookUrl }: ComposeSettings): string {
  const kind = batch.kind === "reply" || batch.kind === "agent_error" ? batch.kind : "incoming";
  if (batch.messages > 1) {
    const conversations = batch.sessions === 1 ? "conversation" : "conversations";
    return [
      `<b>${batch.messages} ${words[kind].many} in ${batch.sessions} ${conversations}</b>`,
      `since ${utc(batch.first_at)}`,
      link(`${appUrl}/sessions`, "Conversations"),
    ].join("\n");
  }
  const what = kind === "agent_error" ? batch.reason : batch.message_type;
  return [
    `<b>${words[kind].one}</b>${what ? ` (${escaped(what.replaceAll("_", " "))})` : ""}`,
    ...(batch.number ? [escaped(batch.number)] : []),
    ...(batch.text ? [`<blockquote>${escaped(batch.text)}</blockquote>`] : []),
    `at ${utc(batch.first_at)}`,
    link(`${appUrl}/sessions/${batch.session_id ?? ""}`, "Conversation"),
    ...(kind === "agent_error" ? [link(runbookLink("agent-error", runbookUrl), "What to do")] : []),
  ].join("\n");
}

/** That messages cannot be stored, told past the database; `until` once it answers again. */
export function composeDatabaseAway(
  { since, until }: { since: Date; until: Date | null },
  { appUrl, runbookUrl }: ComposeSettings,
): string {
  const sign = until ? signs.cleared : signs.raised;
  const ended = until ? `, until ${instant(until.toISOString())}` : "; webhooks are answered 503";
  return [
    `${sign} <b>Messages cannot be stored: the database does not answer</b>`,
    `since ${instant(since.toISOString())}${ended}`,
    link(`${appUrl}/readyz`, "What does not answer"),
    link(runbookLink("database-away", runbookUrl), "What to do"),
  ].join("\n");
}
