import { consentCopy } from "@/components/copy/consent";
import type { LedgerLine } from "@/lib/privacy/ledger-schemas";

export const customerName = (line: LedgerLine) => line.customer_name ?? consentCopy.nameless;

export const changeText = (line: LedgerLine) =>
  consentCopy.changes[line.to_status] ?? line.to_status;

export const sourceText = (line: LedgerLine) => consentCopy.sources[line.source] ?? line.source;

/** Codes of the provider are no words of the customer. */
export const spokenWords = (line: LedgerLine) =>
  line.source === "provider_error" ? null : line.words;

/** Who brought the change about. */
export function authorOf(line: LedgerLine): string {
  if (line.by !== null) return line.by;
  if (line.source === "provider_error" || line.source === "number_change")
    return consentCopy.byWhatsApp;
  return line.source === "erasure" || line.source === "staff"
    ? consentCopy.bySystem
    : consentCopy.byCustomer;
}
