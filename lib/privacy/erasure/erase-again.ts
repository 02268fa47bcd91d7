import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { log } from "@/lib/log";
import { errorCause } from "@/lib/operations/error-cause";
import { advanceErasure } from "@/lib/privacy/erasure/advance-erasure";
import { beginErasure } from "@/lib/privacy/erasure/erasure-calls";
import { policyVersion } from "@/lib/privacy/erasure/policy";
import { readSuppressions } from "@/lib/privacy/erasure/read-suppressions";
import type { Suppression } from "@/lib/privacy/erasure/suppression-list";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import { callFunction } from "@/lib/supabase/call-function";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";

const identities = z.array(
  z.object({
    id: z.uuid(),
    customer_id: z.uuid(),
    kind: z.enum(["phone", "wa_user_id"]),
    value: z.string(),
    created_at: z.iso.datetime({ offset: true }),
  }),
);

type Outcome = { imported: number; compared: number; erased: number; held: number; failed: number };

/**
 * After a restore: takes in the kept list, finds everybody whom it names and who is back (a record made
 * before the erasure; who came back by writing again is a new customer and stays), and erases them by the
 * same steps, each with a certificate of its own. Running it twice changes nothing; broken off, it goes on.
 */
export async function eraseAgain(
  kept: readonly Suppression[],
  say: (line: string) => void,
): Promise<Outcome> {
  const outcome: Outcome = { imported: 0, compared: 0, erased: 0, held: 0, failed: 0 };
  for (let start = 0; start < kept.length; start += 1_000) {
    outcome.imported += await callFunction(
      serviceClient(),
      "import_suppressions",
      { p_rows: kept.slice(start, start + 1_000) },
      z.number(),
    );
  }
  const erasedAt = new Map(
    (await readSuppressions())
      .filter(({ kind }) => kind !== "wamid")
      .map(({ hash, erased_at }) => [hash, Date.parse(erased_at)]),
  );
  const returned = await findReturned(erasedAt, outcome);
  for (const customerId of new Set([...(await findBegun()), ...returned])) {
    try {
      const state = await eraseNow(customerId);
      outcome[state] += 1;
      say(`${customerId}: ${state}`);
    } catch (error) {
      // One person's trouble keeps nobody else back; the next run of the command goes on where this one was.
      outcome.failed += 1;
      const { code } = errorCause(error);
      say(`${customerId}: failed (${code ?? "unknown"}). Run the command again to go on.`);
      log.error("Erasure failed", { error });
    }
  }
  return outcome;
}

/** Whom an earlier run of the command began with: past the fence no identity is left to find them by. */
async function findBegun(): Promise<string[]> {
  const { data, error, status } = await serviceClient()
    .from("erasure_runs")
    .select("customer_id")
    .eq("reason", "restored_backup")
    .in("state", ["approved", "running"]);
  if (error) throw new DatabaseError("erasure_runs", error.code, status);
  return data.map(({ customer_id }) => customer_id);
}

async function findReturned(erasedAt: ReadonlyMap<string, number>, outcome: Outcome) {
  const returned = new Set<string>();
  let after: string | null = null;
  while (true) {
    const page: z.infer<typeof identities> = await callFunction(
      serviceClient(),
      "identities_to_compare",
      // The first page begins before every id.
      { p_after: after ?? "00000000-0000-0000-0000-000000000000", p_limit: 1_000 },
      identities,
    );
    outcome.compared += page.length;
    for (const { kind, value, customer_id, created_at } of page) {
      const at = erasedAt.get(keyedHash(kind, value));
      if (at !== undefined && Date.parse(created_at) <= at) returned.add(customer_id);
    }
    const last = page.at(-1);
    if (!last || page.length < 1_000) return returned;
    after = last.id;
  }
}

async function eraseNow(customerId: string): Promise<"erased" | "held" | "failed"> {
  const erasureId = await callFunction(
    serviceClient(),
    "begin_erasure_again",
    { p_customer_id: customerId, p_policy_version: policyVersion },
    z.uuid(),
  );
  const begun = await beginErasure(erasureId);
  if (begun !== "running") return begun === "held" ? "held" : "failed";
  while (true) {
    const advanced = await advanceErasure(erasureId);
    if (advanced.kind === "held") return "held";
    if (advanced.kind === "over") break;
    if (advanced.kind === "wait") await wait(Math.max(0, Date.parse(advanced.until) - Date.now()));
  }
  const { data } = await serviceClient()
    .from("erasure_runs")
    .select("state")
    .eq("id", erasureId)
    .single();
  return data?.state === "completed" ? "erased" : "failed";
}
