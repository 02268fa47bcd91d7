import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { fact } from "@/lib/agent/tools/confirmation-text";
import { methodName, paymentLinks, showPayment } from "@/lib/agent/tools/show-payment";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import { withConfirmation } from "@/lib/agent/tools/with-confirmation";
import { formatMoney } from "@/lib/parcelo/format-money";
import { paymentMethods } from "@/lib/parcelo/parcelo-schemas";

/** The price is the plan's own, looked up here; the model cannot name one. */
export const upgradeSubscription = defineTool({
  name: "upgrade_subscription",
  description:
    "Changes the customer's subscription to a plan from get_subscription_plans and starts its payment. The customer is asked to confirm first.",
  parameters: z.strictObject({
    plan_code: z.string().max(64),
    billing: z.enum(["monthly", "yearly"]),
    payment_method: z.enum(paymentMethods),
  }),
  writes: true,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call, { create: true });
    const { plans } = take(await parcelo.plans(), "plan");
    const plan = plans.find(({ code }) => code.toLowerCase() === args.plan_code.toLowerCase());
    if (!plan) return problemResult("not_found", "unknown_plan", "There is no such plan.");
    const price = args.billing === "monthly" ? plan.monthly : plan.yearly;
    const facts = {
      plan: fact(plan.name),
      price: formatMoney(price),
      method: methodName(args.payment_method),
    };
    const isMonthly = args.billing === "monthly";
    const question = {
      tool: "upgrade_subscription",
      arguments: args,
      binding: {
        customer,
        plan: plan.code,
        billing: args.billing,
        method: args.payment_method,
        price,
      },
      what: {
        en: `Subscription ${facts.plan}, ${facts.price} a ${isMonthly ? "month" : "year"}, paid by ${facts.method}.`,
        sw: `Usajili wa ${facts.plan}, ${facts.price} kwa ${isMonthly ? "mwezi" : "mwaka"}, kulipwa kwa ${facts.method}.`,
        lg: `Okwewandiisa ku ${facts.plan}, ${facts.price} buli ${isMonthly ? "mwezi" : "mwaka"}, ng'osasula na ${facts.method}.`,
      },
      price,
    };
    return withConfirmation(call, question, async (key) => {
      const wanted = {
        plan_code: plan.code,
        billing: args.billing,
        method: args.payment_method,
        price,
      };
      const payment = take(await parcelo.upgradeSubscription(customer, wanted, key), "plan");
      return {
        outcome: "done",
        data: { plan: plan.name, active_when_paid: true, ...showPayment(payment) },
        ...paymentLinks(payment),
        targets: [payment.id],
      };
    });
  },
});
