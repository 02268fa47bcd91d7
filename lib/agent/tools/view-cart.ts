import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { showCart } from "@/lib/agent/tools/show-cart";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const viewCart = defineTool({
  name: "view_cart",
  description: "What is in the customer's cart, with item ids, prices and total.",
  parameters: z.strictObject({}),
  writes: false,
  needsParcelo: true,
  async run(_, call) {
    const { parcelo, customer } = await accountOf(call);
    const cart = take(await parcelo.cart(customer), "cart");
    return { outcome: "done", data: showCart(cart), targets: [cart.id] };
  },
});
