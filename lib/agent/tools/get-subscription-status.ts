import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import { formatMoney } from "@/lib/parcelo/format-money";

export const getSubscriptionStatus = defineTool({
  name: "get_subscription_status",
  description: "The customer's own subscription: plan, price, status and renewal date.",
  parameters: z.strictObject({}),
  writes: false,
  needsParcelo: true,
  async run(_, call) {
    const { parcelo, customer } = await accountOf(call);
    const { subscription } = take(await parcelo.subscription(customer), "subscription");
    if (!subscription) {
      return problemResult("not_found", "no_subscription", "The customer has no subscription yet.");
    }
    const { plan_name, billing, status, renews_on, price, id } = subscription;
    return {
      outcome: "done",
      data: { plan: plan_name, billing, status, renews_on, price: formatMoney(price) },
      targets: [id],
    };
  },
});
