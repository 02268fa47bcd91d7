import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** What is kept as a keyed hash. The kind is part of the hash: equal values of two kinds differ. */
export type HashedKind =
  | "phone"
  | "wa_user_id"
  | "wamid"
  | "event"
  | "list"
  | "identity_code"
  | "export_link";

/**
 * The keyed hash of an identity, in hex: what outlives an erasure. Without SUPPRESSION_HASH_KEY nobody
 * can try numbers against it, which is why the key never reaches the database.
 */
export function keyedHash(kind: HashedKind, value: string): string {
  return createHmac("sha256", env().SUPPRESSION_HASH_KEY).update(`${kind}:${value}`).digest("hex");
}
