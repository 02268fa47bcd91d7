import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { showCart } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const moveToCart = defineTool({
  name: "move_to_cart",
  description:
    "Moves things from the customer's wish list into their cart. Nothing is ordered by it.",
  parameters: z.strictObject({
    wishlist_item_ids: z.array(z.string().max(64)).min(1).max(40),
  }),
  writes: true,
  needsParcelo: true,
  async run({ wishlist_item_ids }, call) {
    const { parcelo, customer } = await accountOf(call);
    const cart = take(await parcelo.moveToCart(customer, wishlist_item_ids, call.key), "item");
    return { outcome: "done", data: showCart(cart), targets: [cart.id] };
  },
});
