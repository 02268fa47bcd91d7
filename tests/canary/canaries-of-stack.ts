import { createClient } from "@supabase/supabase-js";
import type { Database } from "@/lib/supabase/database.types";
import type { Stack } from "../../local/start-stack";
import { allRows } from "../integration/all-rows";
import { type Canary, piecesOf } from "./find-leaks";

type Running = Pick<Stack, "env" | "urls" | "staff">;

/** Names of variables whose values are secrets. */
const secretNames = /(_KEY|_SECRET|_TOKEN|_PASSWORD)$/;

export function databaseOf({ env }: Pick<Stack, "env">) {
  return createClient<Database>(env.SUPABASE_URL ?? "", env.SUPABASE_SERVICE_ROLE_KEY ?? "", {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** Every secret of the stack's configuration, and the addresses and the password of its staff. */
export function secretsOf({ env, staff }: Running): Canary[] {
  const secrets = Object.entries(env)
    .filter(([name]) => secretNames.test(name))
    .flatMap(([name, value]) => value.split(",").map((part) => ({ what: name, value: part })));
  const mail = (["support", "privacy", "admin"] as const).map((role) => ({
    what: `address of ${role}`,
    value: staff[role].email,
  }));
  return [...secrets, ...mail];
}

/** Every number, name, message id and word of customers that the stack holds. */
export async function personalDataOf(stack: Running): Promise<Canary[]> {
  const database = databaseOf(stack);
  const [identities, customers, messages] = await Promise.all([
    allRows((from, to) =>
      database.from("customer_identities").select("value").order("id").range(from, to),
    ),
    allRows((from, to) =>
      database.from("customers").select("display_name").order("id").range(from, to),
    ),
    allRows((from, to) =>
      database.from("chat_messages").select("wa_message_id, text").order("id").range(from, to),
    ),
  ]);
  return [
    ...identities.map(({ value }) => ({ what: "number", value: value.replace(/^\+/, "") })),
    ...customers.map(({ display_name }) => ({ what: "name", value: display_name ?? "" })),
    ...messages.map(({ wa_message_id }) => ({
      what: "message id",
      value: (wa_message_id ?? "").replace(/^wamid\./, ""),
    })),
    ...messages.flatMap(({ text }) =>
      piecesOf(text ?? "").map((value) => ({ what: "words of a message", value })),
    ),
  ].filter(isTelling);
}

/**
 * Hostile customers of the tests are called "undefined" and have the number 0000000000: what could stand
 * anywhere by chance is not looked for.
 */
export function isTelling({ what, value }: Canary): boolean {
  if (what === "number") return /^\d{10,15}$/.test(value) && new Set(value).size > 3;
  if (what === "name") return /\p{L}{3,} \S{2,}/u.test(value) && !value.includes("object Object");
  return what !== "message id" || value.length >= 16;
}
