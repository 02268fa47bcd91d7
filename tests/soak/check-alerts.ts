import { type Check, exactly, figure, none, tally } from "./check";
import type { Rows } from "./read-rows";

/** Each alert told once when it began and once when it ended, and the chat shows no message twice. */
export function checkAlerts(
  { alerts, alertMessages }: Pick<Rows, "alerts" | "alertMessages">,
  chat: readonly string[],
): Check[] {
  const about = alertMessages.filter(({ alert_id }) => alert_id !== null);
  const told = Map.groupBy(about, ({ alert_id, kind, round }) => `${alert_id} ${kind} ${round}`);
  const open = alerts.filter(({ state }) => state === "open");
  const sent = alertMessages.filter(({ state }) => state === "sent");
  const batches = Map.groupBy(sent, ({ batch_id }) => batch_id);
  // Killed between the chat and the row: told again, since nobody knows. Never without that cause.
  const again = [...batches.values()].reduce(
    (sum, batch) => sum + Math.max(...batch.map(({ attempts }) => attempts)) - 1,
    0,
  );
  // What is told past the outbox, while the database is away, says so.
  const inChat = chat.filter((text) => !text.includes("database"));

  return [
    figure("alerts by kind", tally(alerts.map(({ kind }) => kind))),
    exactly(
      "open alerts, each of its own condition",
      open.length,
      new Set(open.map(({ kind, dedupe_key }) => `${kind} ${dedupe_key}`)).size,
    ),
    none(
      "alerts told twice",
      [...told].filter(([, all]) => all.length > 1).map(([key]) => key),
    ),
    none(
      "alerts not told",
      alerts
        .filter(({ id }) => !about.some((each) => each.alert_id === id && each.kind === "raised"))
        .map(({ id }) => id),
    ),
    figure(
      "messages in the alerts' chat · past the outbox",
      `${inChat.length} · ${chat.length - inChat.length}`,
    ),
    {
      name: "messages in the chat for those written down as sent",
      expected: again === 0 ? `${batches.size}` : `${batches.size} to ${batches.size + again}`,
      actual: String(inChat.length),
      ok: inChat.length >= batches.size && inChat.length <= batches.size + again,
    },
  ];
}
