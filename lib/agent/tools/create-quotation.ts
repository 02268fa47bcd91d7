import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { showQuotation } from "@/lib/agent/tools/get-quotation";
import { newItem } from "@/lib/agent/tools/item-fields";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const createQuotation = defineTool({
  name: "create_quotation",
  description:
    "Asks Parcelo for a price for things the customer wants bought or forwarded. Needs what it is, how many, and a link or description; ask for what is missing first. It costs nothing.",
  parameters: z.strictObject({
    items: z.array(newItem).min(1).max(20),
    origin: z
      .enum(["usa", "uk", "china", "dubai"])
      .nullable()
      .describe("Where it is bought or leaves from."),
    notes: z.string().max(1_000).nullable(),
  }),
  writes: true,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call, { create: true });
    const quotation = take(await parcelo.createQuotation(customer, args, call.key), "quotation");
    return { outcome: "done", data: showQuotation(quotation), targets: [quotation.id] };
  },
});
