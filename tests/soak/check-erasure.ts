import { type Check, exactly, none } from "./check";
import type { MessageEntry, Plan } from "./delivery";
import type { ErasedCustomer } from "./erase-on-the-way";
import type { Posted } from "./post-deliveries";
import type { Rows } from "./read-rows";

/** WhatsApp's times are whole seconds, and clocks of the two processes are compared. */
const slackMs = 2_000;

/**
 * Of the erased customer nothing older than the erasure is left anywhere, though their webhooks went on, came
 * late and came again; what they wrote after it is stored once, as a new customer's.
 */
export function checkErasure(
  { deliveries }: Plan,
  posted: readonly Posted[],
  erased: ErasedCustomer,
  writtenAt: (entry: MessageEntry) => number,
  { messages, identities, sessions }: Pick<Rows, "messages" | "identities" | "sessions">,
  everything: string,
): Check[] {
  const acknowledged = new Set(
    posted.filter(({ status }) => status === 200).map((p) => p.delivery),
  );
  const entries = new Set(
    deliveries
      .filter((delivery) => acknowledged.has(delivery))
      .flatMap((delivery) => delivery.entries)
      .flatMap((entry) =>
        entry.kind === "message" && entry.customer === erased.customer ? [entry] : [],
      ),
  );
  const before = [...entries].filter((entry) => writtenAt(entry) < erased.fencedAt - slackMs);
  const after = [...entries].filter((entry) => writtenAt(entry) > erased.fencedAt + slackMs);
  const anew = [...after, erased.again];
  const ids = new Set(
    identities
      .filter(({ value }) => value === `+${erased.customer.waId}`)
      .map((i) => i.customer_id),
  );
  const own = sessions.filter(({ customer_id }) => ids.has(customer_id)).map(({ id }) => id);
  const stored = Map.groupBy(
    messages.filter(({ session_id }) => own.includes(session_id)),
    ({ wa_message_id }) => wa_message_id,
  );

  return [
    exactly("erasures with a certificate and no finding", 1, erased.isCertified ? 1 : 0),
    none(
      `of ${before.length} messages from before the erasure, found anywhere by id or words`,
      before
        .filter(({ wamid, token }) => everything.includes(wamid) || everything.includes(token))
        .map(({ token }) => token),
    ),
    none(
      "rows of the old record",
      [erased.customerId].filter((id) => ids.has(id) || sessions.some((s) => s.customer_id === id)),
    ),
    exactly(
      "messages from after the erasure, each stored once as a new customer's",
      anew.length,
      anew.filter(({ wamid }) => stored.get(wamid)?.length === 1).length,
    ),
  ];
}
