import "server-only";
import { z } from "zod";
import { take } from "@/lib/agent/tools/take";
import type { ToolCall } from "@/lib/agent/tools/tool";
import { ToolStop } from "@/lib/agent/tools/tool-stop";
import { parcelo } from "@/lib/parcelo/parcelo";
import type { ParceloClient } from "@/lib/parcelo/parcelo-client";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const identity = z
  .object({ phone: z.string().nullable(), name: z.string().nullable(), in_review: z.boolean() })
  .nullable();

export type Account = { parcelo: ParceloClient; customer: string };

/** Parcelo's backend, for what concerns everybody. */
export function backend(): ParceloClient {
  const client = parcelo();
  if (client) return client;
  throw new ToolStop("failed", "not_configured", "This is not possible here. Offer a person.");
}

/**
 * The account in Parcelo's backend of the person in the conversation, found by the number that
 * WhatsApp vouches for. The model has no say in it.
 * @throws ToolStop when there is no number, no account, or a doubt whose number it is
 */
export async function accountOf(
  call: ToolCall,
  options: { create?: boolean } = {},
): Promise<Account> {
  const client = backend();
  const person = await callFunction(
    serviceClient(),
    "verified_identity",
    { p_customer_id: call.customerId },
    identity,
  );
  if (!person?.phone) {
    throw new ToolStop(
      "refused",
      "no_phone_number",
      "WhatsApp does not tell us this customer's number, so no account can be opened. Offer a person.",
    );
  }
  if (person.in_review) {
    throw new ToolStop(
      "refused",
      "identity_in_review",
      "This number was used by another WhatsApp account before. A colleague must check before account details are shown. Offer a person.",
    );
  }
  const answer = await client.resolveCustomer(
    { phone: person.phone, name: person.name, create: options.create ?? false },
    `${call.key}:account`,
  );
  if (answer.kind === "not_found") {
    throw new ToolStop(
      "not_found",
      "no_account",
      "This number has no Parcelo account yet, so there is nothing to show.",
    );
  }
  return { parcelo: client, customer: take(answer, "account").customer_id };
}
