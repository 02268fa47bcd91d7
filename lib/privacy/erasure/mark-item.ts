import "server-only";
import { env } from "@/lib/env";
import { namedIn } from "@/lib/privacy/erasure/named-in";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import type { IntakeItem } from "@/lib/webhook/intake-item";

/**
 * The item with the keyed hashes by which the database knows whether it is about somebody erased: it
 * never learns the key, and an item of an erased person leaves `erasure.event` and nothing else (P20).
 */
export function withErasureMarks<Item extends IntakeItem>(item: Item) {
  const { phones, userIds, wamids } = namedIn(item, env().DEFAULT_PHONE_REGION);
  return {
    ...item,
    erasure: {
      event: keyedHash("event", item.dedupe_key),
      identities: [
        ...phones.map((phone) => keyedHash("phone", phone)),
        ...userIds.map((id) => keyedHash("wa_user_id", id)),
      ],
      wamids: wamids.map((wamid) => keyedHash("wamid", wamid)),
    },
  };
}
