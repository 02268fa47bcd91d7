import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { newItem } from "@/lib/agent/tools/item-fields";
import { showItems } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";

export const updateWishlist = defineTool({
  name: "update_wishlist",
  description:
    "Adds a thing to the customer's wish list or takes one off it. Use view_wishlist for item ids.",
  parameters: z.strictObject({
    action: z.enum(["add", "remove"]),
    item: newItem.nullable().describe("For add."),
    item_id: z.string().max(64).nullable().describe("For remove."),
  }),
  writes: true,
  needsParcelo: true,
  async run({ action, item, item_id }, call) {
    const { parcelo, customer } = await accountOf(call, { create: true });
    if (action === "add" && item !== null) {
      const wishlist = take(await parcelo.addToWishlist(customer, item, call.key), "wish list");
      return {
        outcome: "done",
        data: { items: showItems(wishlist.items) },
        targets: [wishlist.id],
      };
    }
    if (action === "remove" && item_id !== null) {
      const wishlist = take(await parcelo.removeFromWishlist(customer, item_id, call.key), "item");
      return {
        outcome: "done",
        data: { items: showItems(wishlist.items) },
        targets: [wishlist.id],
      };
    }
    return problemResult("refused", "missing_item", "Say which item. Nothing was changed.");
  },
});
