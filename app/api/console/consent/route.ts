import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listLedger } from "@/lib/privacy/console-ledger";
import { ledgerCursor, ledgerFilter, ledgerPage } from "@/lib/privacy/ledger-schemas";

/** GET /api/console/consent: a page of the consent ledger, newest first. */
export const GET = staffRoute({
  query: ledgerFilter.extend({ cursor: cursorParam(ledgerCursor) }),
  result: ledgerPage,
  lists: ["consent"],
  run: ({ supabase, query: { cursor, ...filter } }) => listLedger(supabase, filter, cursor),
});
