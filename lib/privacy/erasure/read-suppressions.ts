import "server-only";
import { z } from "zod";
import { type Suppression, suppression } from "@/lib/privacy/erasure/suppression-list";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";

/** Hosted Supabase hands out 1,000 rows a response. */
const pageSize = 1_000;

/** Every suppression of the database, page by page in the order of their hashes. */
export async function readSuppressions(): Promise<Suppression[]> {
  const rows: Suppression[] = [];
  let after = "";
  while (true) {
    const { data, error, status } = await serviceClient()
      .from("suppressions")
      .select("hash, kind, erased_at, consent_status, marketing_status, expires_at")
      .gt("hash", after)
      .order("hash")
      .limit(pageSize);
    if (error) throw new DatabaseError("suppressions", error.code, status);
    const page = z.array(suppression).parse(data);
    rows.push(...page);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return rows;
    after = last.hash;
  }
}
