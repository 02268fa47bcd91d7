import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { readReference } from "@/lib/agent/tools/reference";
import { paymentLinks, showPayment } from "@/lib/agent/tools/show-payment";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

export const getPaymentStatus = defineTool({
  name: "get_payment_status",
  description:
    "Whether a payment of the customer has arrived: one by its number, or their newest ones.",
  parameters: z.strictObject({
    payment: z
      .string()
      .max(100)
      .nullable()
      .describe("Number such as PAY-12345; null for the newest."),
  }),
  writes: false,
  needsParcelo: true,
  async run(args, call) {
    const { parcelo, customer } = await accountOf(call);
    const found =
      args.payment === null
        ? take(await parcelo.payments(customer), "payment").payments.slice(0, 5)
        : [take(await parcelo.payment(customer, readReference("PAY", args.payment)), "payment")];
    const [newest] = found;
    return {
      outcome: "done",
      // One place for a link: the newest payment's. Others show none.
      data: {
        payments: found.map((payment, index) =>
          index === 0 ? showPayment(payment) : { ...showPayment(payment), next_step: null },
        ),
      },
      ...(newest && paymentLinks(newest)),
      targets: found.map(({ id }) => id),
    };
  },
});
