import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";

/** What OpenAI may know a customer by: stable, at most 64 characters, meaningless outside. */
export function safetyIdentifier(customerId: string): string {
  return createHmac("sha256", env().SUPPRESSION_HASH_KEY)
    .update(`safety:${customerId}`)
    .digest("hex");
}
