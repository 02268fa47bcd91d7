import type { Money } from "@/lib/parcelo/parcelo-schemas";

const number = new Intl.NumberFormat("en-UG", { maximumFractionDigits: 2 });

/** `UGX 350,000`: the same in every language, so that model, customer and staff read one amount. */
export function formatMoney({ amount, currency }: Money): string {
  return `${currency} ${number.format(amount)}`;
}
