import "server-only";
import { readCode } from "@/lib/privacy/identity/read-code";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import type { IntakeItem } from "@/lib/webhook/intake-item";

/**
 * Adds to a message of six digits their keyed hash: the database compares it with the code that waits,
 * if one does, in the transaction that stores the message, and never has the key.
 */
export function withIdentityCode<Item extends IntakeItem>(item: Item): Item {
  const { message } = item;
  const code = message?.message_type === "text" ? readCode(message.text) : null;
  if (!message || code === null) return item;
  return { ...item, message: { ...message, identity_code: keyedHash("identity_code", code) } };
}
