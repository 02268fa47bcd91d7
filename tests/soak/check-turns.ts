import { type Check, exactly, figure, none, tally } from "./check";
import type { MessageRow, Rows, SessionRow, TurnRow } from "./read-rows";

const left = new Set(["sent", "delivered", "read", "played"]);

/** Every session answered or with a person and a reason; turns that never overlap and all end. */
export function checkTurns(
  customers: number,
  { sessions, messages, turns }: Pick<Rows, "sessions" | "messages" | "turns">,
): Check[] {
  const bySession = Map.groupBy(messages, ({ session_id }) => session_id);
  const withBot = sessions.filter(({ owner }) => owner === "bot");
  const withPerson = sessions.filter(({ owner }) => owner === "human");
  const open = withBot.flatMap((session) => {
    const why = whyUnanswered(session, bySession.get(session.id) ?? []);
    return why === null ? [] : [`${session.id} ${why}`];
  });
  const stuck = messages.filter(({ state }) => state === "queued" || state === "sending");

  return [
    exactly("sessions", customers, sessions.length),
    figure("sessions answered by the bot", withBot.length - open.length),
    figure(
      "sessions with a person, by reason",
      `${withPerson.length} (${tally(withPerson.map((each) => each.owner_reason ?? "no reason"))})`,
    ),
    none("sessions neither answered nor with a person", open),
    none(
      "sessions with a person without a reason",
      withPerson.filter(({ owner_reason }) => owner_reason === null).map(({ id }) => id),
    ),
    figure(
      "turns by outcome",
      `${turns.length} (${tally(turns.map((turn) => turn.outcome ?? turn.state))})`,
    ),
    none("turns overlapping", overlapping(turns, messages)),
    none(
      "turns not finished",
      turns.filter(({ state }) => state !== "finished").map(({ id }) => id),
    ),
    none(
      "messages stuck in queued or sending",
      stuck.map(({ id }) => id),
    ),
  ];
}

/**
 * Null when the bot owes nothing and all that it wrote has left, but for what was held back from a
 * customer who opted out meanwhile.
 */
function whyUnanswered(session: SessionRow, messages: readonly MessageRow[]): string | null {
  const asked = messages.findLast((each) => each.direction === "inbound" && each.starts_turn);
  const outbound = messages.filter(({ direction }) => direction === "outbound");
  const lost = outbound.find(
    ({ state, state_reason }) => !left.has(state ?? "") && state_reason !== "opted_out",
  );
  if (session.pending_turn_seq !== null) return "waits for a turn";
  if (asked !== undefined && asked.seq > session.replied_upto_seq) return "was passed over";
  if (lost !== undefined) return `has a message ${lost.state} (${lost.state_reason})`;
  return outbound.length === 0 ? "was never written to" : null;
}

/**
 * Two turns of a session at work at the same time, or two replies that cover the same message. A turn
 * is at work from its claim to its commit, which writes its bubbles.
 */
export function overlapping(
  turns: readonly TurnRow[],
  messages: readonly Pick<MessageRow, "turn_id" | "state" | "created_at">[],
): string[] {
  const bubbles = Map.groupBy(messages, ({ turn_id }) => turn_id);
  const endOf = (turn: TurnRow) => {
    const committed = bubbles.get(turn.id)?.[0]?.created_at;
    const end = turn.outcome_reason === "lease_expired" ? turn.lease_until : turn.finished_at;
    return Date.parse(committed ?? end ?? "9999-01-01T00:00:00Z");
  };
  const found: string[] = [];
  for (const all of Map.groupBy(turns, ({ session_id }) => session_id).values()) {
    const ordered = all.toSorted((a, b) => a.fence - b.fence);
    let replied = 0;
    for (const [n, turn] of ordered.entries()) {
      const previous = ordered[n - 1];
      const early = previous !== undefined && Date.parse(turn.claimed_at) < endOf(previous);
      const replies = (bubbles.get(turn.id) ?? []).some(({ state }) => state !== "suppressed");
      if (early || (replies && turn.from_seq < replied)) found.push(turn.id);
      if (replies) replied = turn.upto_seq;
    }
  }
  return found;
}
