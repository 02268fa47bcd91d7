import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { Database } from "@/lib/supabase/database.types";
import type { Stack } from "../../local/start-stack";
import type { Customer } from "./customer";

const sendEntry = z.object({
  outcome: z.string(),
  phone: z.string().nullable(),
  body: z.unknown(),
});

/** What flow tests do with a stack: post as Luminous, read the rows, count what left, inject faults. */
export function attend(stack: Pick<Stack, "env" | "urls">) {
  const { env, urls } = stack;
  const secret = (env.LUMINOUS_WEBHOOK_SECRET ?? "").split(",")[0] ?? "";
  const webhookUrl = `${urls.app}/api/luminous/webhook`;
  const database = createClient<Database>(
    env.SUPABASE_URL ?? "",
    env.SUPABASE_SERVICE_ROLE_KEY ?? "",
    {
      auth: { persistSession: false, autoRefreshToken: false },
    },
  );

  return {
    database,
    webhookUrl,
    secret,
    gateway: { url: env.SUPABASE_URL ?? "", key: env.SUPABASE_SERVICE_ROLE_KEY ?? "" },
    /** Posts a body as Luminous would: token in the address, nothing else to prove who it is. */
    post(body: unknown, init: RequestInit = {}): Promise<Response> {
      return fetch(`${webhookUrl}?token=${encodeURIComponent(secret)}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
        ...init,
      });
    },
    /** Texts that left for a customer's phone, oldest first, whatever the service believes. */
    async sentTo(customer: Customer): Promise<string[]> {
      const response = await fetch(`${urls.providers}/_local/journal?target=send&limit=20000`);
      const { entries } = z.object({ entries: z.array(sendEntry) }).parse(await response.json());
      return entries
        .filter((entry) => entry.outcome === "accepted" && digits(entry.phone) === customer.waId)
        .map((entry) => z.object({ message: z.string() }).parse(entry.body).message);
    },
    /** How many messages left for any phone so far. */
    async countSent(): Promise<number> {
      const { count, error } = await database
        .from("send_attempts")
        .select("id", { count: "exact", head: true })
        .neq("state", "sending");
      if (error) throw new Error(error.message);
      return count ?? 0;
    },
    async fault(fault: object): Promise<void> {
      const response = await fetch(`${urls.providers}/_local/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(`The fault was not taken: ${await response.text()}`);
    },
    /** Says what the model answers next; by default the reply, not triage or a summary. */
    async scriptModel(
      output: object,
      only: { schema?: string | null; contains?: string } = { schema: null },
    ): Promise<void> {
      const response = await fetch(`${urls.providers}/_local/openai/script`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ outputs: [{ output, ...only }] }),
      });
      if (!response.ok) throw new Error(`The script was not taken: ${await response.text()}`);
    },
    /** Faults that were not met and answers that nobody asked for go too: the next try begins anew. */
    async clearFaults(): Promise<void> {
      await fetch(`${urls.providers}/_local/faults`, { method: "DELETE" });
      await fetch(`${urls.providers}/_local/openai/script`, { method: "DELETE" });
    },
    async redrive(): Promise<Response> {
      return fetch(`${urls.app}/api/ops/redrive`, {
        method: "POST",
        headers: { authorization: `Bearer ${env.OPS_TOKEN}` },
      });
    },
    /** The customer's session, or null before the first message is stored. */
    async sessionOf(customer: Customer) {
      const identity = await database
        .from("customer_identities")
        .select("customer_id")
        .eq("value", customer.phone)
        .maybeSingle();
      if (identity.error) throw new Error(identity.error.message);
      if (!identity.data) return null;
      const session = await database
        .from("chat_sessions")
        .select("*")
        .eq("customer_id", identity.data.customer_id)
        .single();
      if (session.error) throw new Error(session.error.message);
      return session.data;
    },
    async messagesOf(sessionId: string) {
      const { data, error } = await database
        .from("chat_messages")
        .select("*")
        .eq("session_id", sessionId)
        .order("seq");
      if (error) throw new Error(error.message);
      return data;
    },
  };
}

export type RunningStack = ReturnType<typeof attend>;

const digits = (phone: string | null) => (phone ?? "").replace(/\D/g, "");

/** A row that nobody has written, or not yet: what was sent arrives when the provider posts it. */
export class NotThereYet extends Error {}

/**
 * Asks again until the answer is not null or false and what it reads is there; fails with the
 * sentence after `patienceMs`.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false>,
  patienceMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof NotThereYet) return null;
      throw error;
    });
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain until ${what}`);
    await sleep(100);
  }
}
