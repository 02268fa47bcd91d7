import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { fact } from "@/lib/agent/tools/confirmation-text";
import { showOrder } from "@/lib/agent/tools/get-orders";
import { methodName, paymentLinks, showPayment } from "@/lib/agent/tools/show-payment";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import { withConfirmation } from "@/lib/agent/tools/with-confirmation";
import { formatMoney } from "@/lib/parcelo/format-money";
import { type Cart, paymentMethods } from "@/lib/parcelo/parcelo-schemas";

/** Bound to the cart as it stands: one thing more or another price is another question. */
export const createOrderFromCart = defineTool({
  name: "create_order_from_cart",
  description:
    "Orders everything in the customer's cart and starts its payment. Needs the delivery address and how they pay. The customer is asked to confirm first.",
  parameters: z.strictObject({
    shipping_address: z.string().trim().min(5).max(300).describe("As the customer gave it."),
    payment_method: z.enum(paymentMethods),
  }),
  writes: true,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call);
    const cart = take(await parcelo.cart(customer), "cart");
    if (cart.items.length === 0 || cart.total === null) {
      const problem = cart.items.length === 0 ? "cart_empty" : "item_without_price";
      const tell =
        cart.items.length === 0
          ? "The cart is empty. Nothing was ordered."
          : "Something in the cart has no price yet. Make a quotation for it first.";
      return problemResult("refused", problem, tell);
    }
    const price = cart.total;
    const address = fact(args.shipping_address, 300);
    const method = methodName(args.payment_method);
    const total = formatMoney(price);
    const items = describeItems(cart);
    const question = {
      tool: "create_order_from_cart",
      arguments: args,
      binding: {
        customer,
        cart: cart.id,
        version: cart.version,
        price,
        address,
        method: args.payment_method,
      },
      what: {
        en: `Order from your cart: ${items}\nTotal: ${total}, paid by ${method}\nDeliver to: ${address}`,
        sw: `Agiza kutoka kwenye kikapu chako: ${items}\nJumla: ${total}, kulipwa kwa ${method}\nPeleka: ${address}`,
        lg: `Lagiza ebiri mu kigaali kyo: ${items}\nOmugatte: ${total}, ng'osasula na ${method}\nBitwale: ${address}`,
      },
      price,
    };
    return withConfirmation(call, question, async (key) => {
      const wanted = {
        cart_id: cart.id,
        cart_version: cart.version,
        price,
        shipping_address: address,
        method: args.payment_method,
      };
      const { order, payment } = take(await parcelo.placeOrder(customer, wanted, key), "cart");
      return {
        outcome: "done",
        data: { ...showOrder(order), payment: showPayment(payment) },
        ...paymentLinks(payment),
        targets: [order.id, payment.id],
      };
    });
  },
});

const mostNamed = 8;

function describeItems({ items }: Cart): string {
  const named = items
    .slice(0, mostNamed)
    .map(({ quantity, description }) => `${quantity} × ${fact(description, 60)}`);
  const rest = items.length - named.length;
  return [...named, ...(rest > 0 ? [`+${rest}`] : [])].join(", ");
}
