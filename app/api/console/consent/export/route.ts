import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { exportLedger } from "@/lib/privacy/export-ledger";
import { ledgerFilter } from "@/lib/privacy/ledger-schemas";

/** POST /api/console/consent/export: the filtered ledger as a streamed CSV. A POST, because it is written down. */
export const POST = staffRoute({
  body: ledgerFilter,
  result: z.instanceof(Response),
  run: ({ supabase, body }) => exportLedger(supabase, body),
});
