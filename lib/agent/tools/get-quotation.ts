import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { readReference } from "@/lib/agent/tools/reference";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { formatMoney } from "@/lib/parcelo/format-money";
import type { Quotation } from "@/lib/parcelo/parcelo-schemas";

export function showQuotation(quotation: Quotation) {
  return {
    quotation: quotation.id,
    status: quotation.status,
    items: quotation.items.map(({ description, quantity, price }) => ({
      description,
      quantity,
      price: price && formatMoney(price),
    })),
    fees: quotation.fees.map(({ name, price }) => `${name}: ${formatMoney(price)}`),
    total: quotation.total && formatMoney(quotation.total),
    valid_until: quotation.valid_until,
  };
}

export const getQuotation = defineTool({
  name: "get_quotation",
  description: "A quotation of the customer by its number or link, or their newest ones.",
  parameters: z.strictObject({
    quotation: z
      .string()
      .max(500)
      .nullable()
      .describe("Number such as Q-12345, or the link; null for the newest."),
  }),
  writes: false,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call);
    const found =
      args.quotation === null
        ? take(await parcelo.quotations(customer), "quotation").quotations.slice(0, 5)
        : [
            take(
              await parcelo.quotation(customer, readReference("Q", args.quotation)),
              "quotation",
            ),
          ];
    return {
      outcome: "done",
      data: { quotations: found.map(showQuotation) },
      targets: found.map(({ id }) => id),
    };
  },
});
