import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { showItems } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const moveToWishlist = defineTool({
  name: "move_to_wishlist",
  description: "Moves things from the customer's cart back to their wish list.",
  parameters: z.strictObject({
    cart_item_ids: z.array(z.string().max(64)).min(1).max(40),
  }),
  writes: true,
  needsParcelo: true,
  async run({ cart_item_ids }, call) {
    const { parcelo, customer } = await accountOf(call);
    const wishlist = take(await parcelo.moveToWishlist(customer, cart_item_ids, call.key), "item");
    return { outcome: "done", data: { items: showItems(wishlist.items) }, targets: [wishlist.id] };
  },
});
