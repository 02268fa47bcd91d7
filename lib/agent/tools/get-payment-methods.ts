import "server-only";
import { z } from "zod";
import { backend } from "@/lib/agent/tools/account-of";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const getPaymentMethods = defineTool({
  name: "get_payment_methods",
  description: "The ways in which customers can pay now.",
  parameters: z.strictObject({}),
  writes: false,
  needsParcelo: true,
  async run() {
    const { methods } = take(await backend().paymentMethods(), "payment method");
    return { outcome: "done", data: { methods } };
  },
});
