import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { readReference } from "@/lib/agent/tools/reference";
import { showItems } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { formatMoney } from "@/lib/parcelo/format-money";
import type { Order } from "@/lib/parcelo/parcelo-schemas";

export function showOrder(order: Order) {
  return {
    order: order.id,
    status: order.status,
    placed_on: order.created_at.slice(0, 10),
    total: formatMoney(order.total),
    items: showItems(order.items),
    parcels: order.parcel_ids,
    delivered_to: order.shipping_address,
  };
}

export const getOrders = defineTool({
  name: "get_orders",
  description:
    "An order of the customer by its number, or their newest ones, with status and parcels.",
  parameters: z.strictObject({
    order: z
      .string()
      .max(100)
      .nullable()
      .describe("Number such as ORD-12345; null for the newest."),
  }),
  writes: false,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call);
    const found =
      args.order === null
        ? take(await parcelo.orders(customer), "order").orders.slice(0, 5)
        : [take(await parcelo.order(customer, readReference("ORD", args.order)), "order")];
    return {
      outcome: "done",
      data: { orders: found.map(showOrder) },
      targets: found.map(({ id }) => id),
    };
  },
});
