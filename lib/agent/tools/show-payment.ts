import type { ToolResult } from "@/lib/agent/tools/tool";
import { formatMoney } from "@/lib/parcelo/format-money";
import type { Payment, paymentMethods } from "@/lib/parcelo/parcelo-schemas";

const names: { readonly [method in (typeof paymentMethods)[number]]: string } = {
  mtn_momo: "MTN MoMo",
  airtel_money: "Airtel Money",
  pesapal_card: "card (Pesapal)",
};

export const methodName = (method: Payment["method"]) => names[method];

/** A payment as the model may speak of it; where there is a page to pay on, a place for its link. */
export function showPayment(payment: Payment) {
  const waits = payment.status === "pending";
  return {
    payment: payment.id,
    for: `${payment.subject.kind} ${payment.subject.id}`,
    amount: formatMoney(payment.price),
    method: methodName(payment.method),
    status: payment.status,
    paid_at: payment.paid_at,
    next_step: !waits
      ? null
      : payment.pay_url === null
        ? "A prompt was sent to the customer's phone; they approve it with their PIN."
        : "The customer pays on this page: [[link:payment]]",
  };
}

/** The link that belongs into the place above. */
export function paymentLinks(payment: Payment): Pick<ToolResult, "links"> {
  return payment.status === "pending" && payment.pay_url !== null
    ? { links: { payment: payment.pay_url } }
    : {};
}
