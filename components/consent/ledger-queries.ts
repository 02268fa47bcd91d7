import { requestFile, requestJson } from "@/components/query/request-json";
import type { LedgerCursor, LedgerFilter, LedgerPage } from "@/lib/privacy/ledger-schemas";

/** Every query key of this domain. */
export const ledgerKeys = {
  all: ["consent"] as const,
  list: (filter: LedgerFilter) => ["consent", "list", filter] as const,
};

const consent = "/api/console/consent";

export function fetchLedger(
  filter: LedgerFilter,
  cursor: LedgerCursor | null,
  signal: AbortSignal,
) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return requestJson<LedgerPage>(`${consent}?${query}`, { signal });
}

export function postLedgerExport(filter: LedgerFilter) {
  return requestFile(`${consent}/export`, { body: filter });
}
