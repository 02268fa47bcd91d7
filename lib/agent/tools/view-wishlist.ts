import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { showItems } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const viewWishlist = defineTool({
  name: "view_wishlist",
  description: "What is on the customer's wish list, with item ids.",
  parameters: z.strictObject({}),
  writes: false,
  needsParcelo: true,
  async run(_, call) {
    const { parcelo, customer } = await accountOf(call);
    const wishlist = take(await parcelo.wishlist(customer), "wish list");
    return { outcome: "done", data: { items: showItems(wishlist.items) }, targets: [wishlist.id] };
  },
});
