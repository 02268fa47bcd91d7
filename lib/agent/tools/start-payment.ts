import "server-only";
import { z } from "zod";
import { type Account, accountOf } from "@/lib/agent/tools/account-of";
import { readReference } from "@/lib/agent/tools/reference";
import { methodName, paymentLinks, showPayment } from "@/lib/agent/tools/show-payment";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { ToolStop } from "@/lib/agent/tools/tool-stop";
import { withConfirmation } from "@/lib/agent/tools/with-confirmation";
import { formatMoney } from "@/lib/parcelo/format-money";
import { paymentMethods } from "@/lib/parcelo/parcelo-schemas";

/** Amount and currency are the order's or the quotation's own; the model cannot name them. */
export const startPayment = defineTool({
  name: "start_payment",
  description:
    "Starts the payment of an order or an accepted quotation of the customer: a prompt on their phone for mobile money, a link for a card. The customer is asked to confirm first.",
  parameters: z.strictObject({
    subject: z.enum(["order", "quotation"]),
    number: z.string().max(100).describe("ORD-12345 or Q-12345."),
    payment_method: z.enum(paymentMethods),
  }),
  writes: true,
  needsParcelo: true,
  async run(args, call) {
    const account = await accountOf(call);
    const { id, price } = await findSubject(account, args.subject, args.number);
    const amount = formatMoney(price);
    const method = methodName(args.payment_method);
    const question = {
      tool: "start_payment",
      arguments: args,
      binding: {
        customer: account.customer,
        subject: args.subject,
        id,
        price,
        method: args.payment_method,
      },
      what: {
        en: `Pay ${amount} for ${id} by ${method}.`,
        sw: `Lipa ${amount} kwa ajili ya ${id} kwa ${method}.`,
        lg: `Sasula ${amount} olwa ${id} ng'okozesa ${method}.`,
      },
      price,
    };
    return withConfirmation(call, question, async (key) => {
      const wanted = { subject: { kind: args.subject, id }, price, method: args.payment_method };
      const payment = take(
        await account.parcelo.startPayment(account.customer, wanted, key),
        args.subject,
      );
      return {
        outcome: "done",
        data: showPayment(payment),
        ...paymentLinks(payment),
        targets: [id, payment.id],
      };
    });
  },
});

async function findSubject(
  { parcelo, customer }: Account,
  subject: "order" | "quotation",
  number: string,
) {
  if (subject === "order") {
    const order = take(await parcelo.order(customer, readReference("ORD", number)), "order");
    if (order.status === "awaiting_payment") return { id: order.id, price: order.total };
    throw new ToolStop(
      "refused",
      order.status === "cancelled" ? "not_payable" : "already_paid",
      order.status === "cancelled"
        ? "This order was cancelled and cannot be paid."
        : "This order is paid already. Nothing was charged now.",
    );
  }
  const quotation = take(
    await parcelo.quotation(customer, readReference("Q", number)),
    "quotation",
  );
  if (quotation.total && (quotation.status === "ready" || quotation.status === "accepted")) {
    return { id: quotation.id, price: quotation.total };
  }
  throw new ToolStop(
    "refused",
    `quotation_${quotation.status}`,
    `This quotation is ${quotation.status}, so it cannot be paid now. Nothing was charged.`,
  );
}
