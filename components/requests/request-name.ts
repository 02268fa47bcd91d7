import { requestsCopy } from "@/components/copy/requests";
import { spacedNumber } from "@/components/sessions/spaced-number";

/** What to call the customer of a request. */
export function customerName(name: string | null, number: string | null): string {
  if (name?.trim()) return name.trim();
  return number ? spacedNumber(number) : requestsCopy.unnamed;
}
