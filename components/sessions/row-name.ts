import { sessionsCopy } from "@/components/copy/sessions";
import { spacedNumber } from "@/components/sessions/spaced-number";

/** What to call a customer: the name, else the masked number. */
export function rowName(row: { name: string | null; number: string | null }): string {
  const name = row.name?.trim();
  if (name) return name;
  return row.number ? spacedNumber(row.number) : sessionsCopy.unnamed;
}
