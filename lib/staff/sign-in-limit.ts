import "server-only";
import { createHmac } from "node:crypto";
import { headers } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { clientAddress } from "@/lib/staff/client-address";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const begun = z.discriminatedUnion("allowed", [
  z.object({ allowed: z.literal(true), attempt_id: z.uuid() }),
  z.object({ allowed: z.literal(false), retry_after_s: z.int().positive() }),
]);

export type Attempt = z.infer<typeof begun>;

/**
 * Counts a try before it is made: by account, and by the address it comes from. An account that does not
 * exist counts like any other. Only keyed hashes are stored.
 */
export async function beginSignIn(
  kind: "password" | "link" | "reset" | "code",
  account: string,
): Promise<Attempt> {
  const from = clientAddress((await headers()).get("x-forwarded-for"), env().TRUSTED_PROXY_HOPS);
  return callFunction(
    serviceClient(),
    "begin_sign_in",
    {
      p_kind: kind,
      p_account_key: keyed("account", account.trim().toLowerCase()),
      ...(from && { p_address_key: keyed("address", from) }),
    },
    begun,
  );
}

/** The try was right and counts no more. */
export async function settleSignIn(attemptId: string): Promise<void> {
  await callFunction(serviceClient(), "settle_sign_in", { p_attempt_id: attemptId }, z.unknown());
}

/** The name before the value keeps these hashes apart from all others made with the key. */
function keyed(what: string, value: string): string {
  return createHmac("sha256", env().SUPPRESSION_HASH_KEY)
    .update(`sign-in ${what}:${value}`)
    .digest("hex");
}
