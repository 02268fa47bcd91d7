import { type Check, figure, none, tally } from "./check";
import type { SendEntry } from "./read-journal";
import type { AttemptRow, IdentityRow, MessageRow, Rows } from "./read-rows";

/**
 * What really left, by the provider's journal, against what the database believes. `accept_then_fail`
 * counts as not left: the provider said afterwards that it failed, so another attempt is right. What left
 * for the erased number has no row any more, and is left out on both sides.
 */
export function checkSends(
  everySend: readonly SendEntry[],
  rows: Pick<Rows, "messages" | "attempts" | "sessions" | "identities">,
  erasedPhone: string | null = null,
): Check[] {
  const journal = everySend.filter(({ phone }) => phone === null || phone !== erasedPhone);
  const phoneOf = phonesBySession(rows);
  const outbound = rows.messages.filter(
    ({ direction, purpose, session_id }) =>
      direction === "outbound" && purpose !== "outside" && phoneOf.get(session_id) !== erasedPhone,
  );
  const accepted = journal.filter((entry) => entry.outcome === "accepted");
  const arrived = accepted.filter((entry) => entry.fault !== "accept_then_fail");
  const { timesLeft, ofNobody } = assign(arrived, outbound, rows);
  const claims = outbound.filter(({ state }) =>
    ["sent", "delivered", "read", "played"].includes(state ?? ""),
  );
  const faulty = journal.filter(({ fault }) => fault !== null);
  const share = ((100 * faulty.length) / Math.max(1, journal.length)).toFixed(1);
  const repeated = rows.attempts.filter(({ attempt_no }) => attempt_no > 1);

  return [
    figure(
      "requests to send · with a fault of the provider",
      `${journal.length} · ${faulty.length} (${share} %)`,
    ),
    figure("faults by kind", tally(faulty.map(({ fault }) => fault ?? ""))),
    figure("messages that left", timesLeft.size),
    none(
      "messages that left twice",
      [...timesLeft].filter(([, times]) => times > 1).map(([id]) => id),
    ),
    none(
      "sends that no message accounts for",
      ofNobody.map(({ seq }) => `journal ${seq}`),
    ),
    none(
      "messages shown as sent that never left",
      claims.filter(({ id }) => !timesLeft.has(id)).map(({ id }) => id),
    ),
    figure("attempts after a sure failure", repeated.length),
    figure("our messages by state", tally(outbound.map(({ state }) => state ?? "none"))),
  ];
}

/** Which message each accepted send was: by WhatsApp's id, else by recipient and words. */
function assign(
  arrived: readonly SendEntry[],
  outbound: readonly MessageRow[],
  rows: Pick<Rows, "attempts" | "sessions" | "identities">,
) {
  const phoneOf = phonesBySession(rows);
  const attemptOf = new Map(rows.attempts.map((attempt) => [attempt.wa_message_id, attempt]));
  const open = new Map<string, AttemptRow[]>();
  const messageById = new Map(outbound.map((message) => [message.id, message]));
  for (const attempt of rows.attempts) {
    const message = messageById.get(attempt.message_id);
    if (attempt.wa_message_id !== null || message === undefined) continue;
    const key = `${phoneOf.get(message.session_id)} ${message.text}`;
    open.set(key, [...(open.get(key) ?? []), attempt]);
  }
  const timesLeft = new Map<string, number>();
  const ofNobody: SendEntry[] = [];
  for (const entry of arrived) {
    const attempt =
      attemptOf.get(entry.wa_message_id) ??
      open.get(`${entry.phone} ${entry.body.message}`)?.shift();
    if (attempt === undefined) ofNobody.push(entry);
    else timesLeft.set(attempt.message_id, (timesLeft.get(attempt.message_id) ?? 0) + 1);
  }
  return { timesLeft, ofNobody };
}

function phonesBySession({
  sessions,
  identities,
}: Pick<Rows, "sessions"> & { identities: readonly IdentityRow[] }): Map<string, string> {
  const phones = new Map(
    identities.filter(({ kind }) => kind === "phone").map((each) => [each.customer_id, each.value]),
  );
  return new Map(sessions.map(({ id, customer_id }) => [id, phones.get(customer_id) ?? ""]));
}
