import { type Check, exactly, none } from "./check";
import type { Expired } from "./plant-expired";
import type { Rows } from "./read-rows";

/** What is over its time went while the service worked, and the archive was built once. */
export function checkPrivacy(
  expired: Expired,
  archives: readonly string[],
  { messages, sessions, retentionRuns }: Pick<Rows, "messages" | "sessions" | "retentionRuns">,
  toRemove: number,
): Check[] {
  const old = new Set(expired.customerIds);
  const kept = sessions.filter(({ customer_id }) => old.has(customer_id)).map(({ id }) => id);
  return [
    exactly(
      "archives built for the access request",
      1,
      archives.filter((s) => s === "ready").length,
    ),
    none(
      "runs of retention not finished",
      retentionRuns.filter(({ state }) => state !== "finished").map(({ id }) => id),
    ),
    none(
      `messages over their time, of ${old.size} old conversations`,
      messages.filter(({ session_id }) => kept.includes(session_id)).map(({ id }) => id),
    ),
    none("old conversations still there", kept),
    exactly("objects that still have to be removed", 0, toRemove),
  ];
}
