import { type Check, exactly, figure, none, tally } from "./check";
import type { Entry, Plan } from "./delivery";
import { expectedStatus, type Posted } from "./post-deliveries";
import type { Rows } from "./read-rows";
import type { Writer } from "./write-delivery";
import { showsToken } from "./write-message";

/**
 * Every good item stored exactly once, every bad one parked with its reason, whatever was answered. What the
 * erased customer wrote has checks of its own.
 */
export function checkIntake(
  { deliveries }: Plan,
  posted: readonly Posted[],
  writer: Pick<Writer, "receiptWamid">,
  { events, messages, attempts }: Pick<Rows, "events" | "messages" | "attempts">,
): Check[] {
  const items = (list: readonly { entries: Entry[] }[]) =>
    list.reduce((sum, { entries }) => sum + entries.length, 0);
  const wrong = posted.filter(({ delivery, status }) => status !== expectedStatus(delivery));
  const accepted = posted.filter(({ delivery }) => delivery.refusal === null);
  const once = [...new Set(accepted.flatMap(({ delivery }) => delivery.entries))].filter(isKept);

  const keys = Map.groupBy(events, ({ dedupe_key }) => dedupe_key);
  const expectedKeys = once.flatMap((entry) => keyOf(entry, writer) ?? []);
  const stored = expectedKeys.filter((key) => {
    const rows = keys.get(key) ?? [];
    return rows.length === 1 && rows[0]?.status === "stored";
  });

  const written = once.filter((entry) => entry.kind === "message");
  const byWamid = Map.groupBy(messages, ({ wa_message_id }) => wa_message_id);
  const rowsOnce = written.filter(({ wamid }) => byWamid.get(wamid)?.length === 1);
  const byToken = new Map<string, number>();
  for (const { direction, rendered_text } of messages) {
    if (direction !== "inbound") continue;
    for (const [token] of rendered_text.matchAll(/\b[0-9A-F]{10}\b/g)) {
      byToken.set(token, (byToken.get(token) ?? 0) + 1);
    }
  }
  const notOnce = written.filter((entry) => showsToken(entry) && byToken.get(entry.token) !== 1);

  const bad = once.filter((entry) => entry.kind === "bad");
  const parked = events.filter(({ status }) => status === "parked");
  const readIds = new Set(
    attempts
      .filter(({ state }) => state === "read" || state === "played")
      .map((a) => a.wa_message_id),
  );
  const known = new Set(attempts.map(({ wa_message_id }) => wa_message_id));
  const receipts = once.flatMap((entry) =>
    entry.kind === "receipt" ? (writer.receiptWamid(entry) ?? []) : [],
  );

  return [
    exactly("events posted", items(deliveries), items(posted.map(({ delivery }) => delivery))),
    figure(
      "webhooks posted · posted again, since nobody answered",
      `${posted.length} · ${posted.reduce((sum, { tries }) => sum + tries - 1, 0)}`,
    ),
    figure("events that repeat earlier ones", items(deliveries.filter((each) => each.isRepeat))),
    figure(
      "webhooks that came after later ones",
      deliveries.filter((each) => each.isLate && !each.isRepeat).length,
    ),
    exactly(
      "webhooks with the right answer (200; 400 and 401 for the refused)",
      deliveries.length,
      posted.length - wrong.length,
    ),
    exactly(
      "good items acknowledged",
      expectedKeys.length,
      accepted
        .filter(({ status, delivery }) => status === 200 && !delivery.isRepeat)
        .flatMap(({ delivery }) => delivery.entries)
        .filter((entry) => entry.kind !== "bad" && isKept(entry)).length,
    ),
    exactly("good items stored exactly once", expectedKeys.length, stored.length),
    exactly("messages with exactly one row", written.length, rowsOnce.length),
    none(
      "messages stored twice, or not, going by their words",
      notOnce.map(({ token }) => token),
    ),
    exactly("bad items parked", bad.length, parked.length),
    {
      name: "bad items by reason",
      expected: tally(bad.map(({ reason }) => reason)),
      actual: tally(parked.map(({ park_reason }) => park_reason ?? "none")),
      ok:
        tally(bad.map(({ reason }) => reason)) ===
        tally(parked.map(({ park_reason }) => park_reason ?? "none")),
    },
    none(
      "read receipts that do not show on their message",
      receipts.filter((wamid) => known.has(wamid) && !readIds.has(wamid)),
    ),
  ];
}

const isKept = (entry: Entry) => entry.kind !== "message" || entry.customer.part !== "erased";

/** The key under which an item must be found; null for a bad one. */
function keyOf(entry: Entry, writer: Pick<Writer, "receiptWamid">): string | null {
  switch (entry.kind) {
    case "message":
      return `message:${entry.wamid}`;
    case "echo":
      return `echo:${entry.wamid}`;
    case "receipt":
      return `status:${writer.receiptWamid(entry)}:read`;
    case "bad":
      return null;
  }
}
