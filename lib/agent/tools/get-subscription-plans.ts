import "server-only";
import { z } from "zod";
import { backend } from "@/lib/agent/tools/account-of";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";
import { formatMoney } from "@/lib/parcelo/format-money";

export const getSubscriptionPlans = defineTool({
  name: "get_subscription_plans",
  description:
    "Parcelo's subscription plans with today's prices and benefits. Use it before you speak of plans.",
  parameters: z.strictObject({}),
  writes: false,
  needsParcelo: true,
  async run() {
    const { plans } = take(await backend().plans(), "plan");
    return {
      outcome: "done",
      data: {
        plans: plans.map((plan) => ({
          code: plan.code,
          name: plan.name,
          monthly: formatMoney(plan.monthly),
          yearly: formatMoney(plan.yearly),
          benefits: plan.benefits,
        })),
      },
    };
  },
});
