import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { newItem } from "@/lib/agent/tools/item-fields";
import { showCart } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";

export const updateCart = defineTool({
  name: "update_cart",
  description:
    "Adds a thing to the customer's cart, changes how many, or takes it out. Nothing is ordered by it. Use view_cart for item ids.",
  parameters: z.strictObject({
    action: z.enum(["add", "set_quantity", "remove"]),
    item: newItem.nullable().describe("For add."),
    item_id: z.string().max(64).nullable().describe("For set_quantity and remove."),
    quantity: z.number().int().min(1).max(1_000).nullable().describe("For set_quantity."),
  }),
  writes: true,
  needsParcelo: true,
  async run({ action, item, item_id, quantity }, call) {
    const { parcelo, customer } = await accountOf(call, { create: true });
    const answer =
      action === "add" && item !== null
        ? await parcelo.addToCart(customer, item, call.key)
        : action === "set_quantity" && item_id !== null && quantity !== null
          ? await parcelo.setCartQuantity(customer, item_id, quantity, call.key)
          : action === "remove" && item_id !== null
            ? await parcelo.removeFromCart(customer, item_id, call.key)
            : null;
    if (answer === null) {
      return problemResult(
        "refused",
        "missing_item",
        "Say which item and how many. Nothing was changed.",
      );
    }
    const cart = take(answer, "item");
    return { outcome: "done", data: showCart(cart), targets: [cart.id] };
  },
});
