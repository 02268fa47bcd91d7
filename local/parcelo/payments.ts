import type { Account, Payment } from "./account";
import { nextId } from "./account";

/** How long the person needs for the PIN; a card is paid on its page. */
const momoMs = 20_000;

export function newPayment(
  account: Account,
  wanted: Pick<Payment, "subject" | "price" | "method">,
  now: Date,
): Payment {
  const payment: Payment = {
    ...wanted,
    id: nextId(account, "PAY"),
    status: "pending",
    created_at: now.toISOString(),
    paid_at: null,
  };
  account.payments.unshift(payment);
  return payment;
}

/** Approved prompts become paid, and what they were for moves on. */
export function settlePayments(account: Account, now: Date): void {
  for (const payment of account.payments) {
    const age = now.getTime() - Date.parse(payment.created_at);
    if (payment.status === "pending" && payment.method !== "pesapal_card" && age >= momoMs) {
      markPaid(account, payment, now);
    }
  }
}

export function markPaid(account: Account, payment: Payment, now: Date): void {
  if (payment.status !== "pending") return;
  payment.status = "paid";
  payment.paid_at = now.toISOString();
  const { kind, id } = payment.subject;
  const order = account.orders.find((each) => kind === "order" && each.id === id);
  if (order) order.status = "paid";
  const quotation = account.quotations.find((each) => kind === "quotation" && each.id === id);
  if (quotation) quotation.status = "paid";
  if (kind === "subscription" && account.subscription) account.subscription.status = "active";
}
