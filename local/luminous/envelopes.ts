import type { Customer } from "./customers";
import type { MetaError } from "./meta-errors";

/** The business number every webhook names; the same as in the sample payloads. */
export type BusinessNumber = { phoneNumberId: string; displayNumber: string };

type Json = Record<string, unknown>;

/** Meta's value inside the envelope the live platform puts around it. */
function envelope(event: string, business: BusinessNumber, value: Json) {
  return {
    event,
    data: {
      data: {
        value: {
          messaging_product: "whatsapp",
          metadata: {
            display_phone_number: business.displayNumber,
            phone_number_id: business.phoneNumberId,
          },
          ...value,
        },
        field: "messages",
      },
    },
  };
}

/** One `message.received` webhook; Meta batches, so several messages may share it. */
export function receivedEnvelope(business: BusinessNumber, customer: Customer, messages: Json[]) {
  const waId = customer.phone?.slice(1);
  const contact = {
    profile: { name: customer.name },
    ...(waId === undefined ? {} : { wa_id: waId }),
    ...(customer.wa_user_id === null ? {} : { user_id: customer.wa_user_id }),
  };
  const sender = {
    ...(waId === undefined ? {} : { from: waId }),
    ...(customer.wa_user_id === null ? {} : { from_user_id: customer.wa_user_id }),
  };
  return envelope("message.received", business, {
    contacts: [contact],
    messages: messages.map((message) => ({ ...sender, ...message })),
  });
}

export type DeliveryStatus = "sent" | "delivered" | "read" | "failed";

export function statusEnvelope(
  business: BusinessNumber,
  status: { id: string; status: DeliveryStatus; at: Date; customer: Customer; error?: MetaError },
) {
  const { customer, error } = status;
  const priced = status.status === "sent" || status.status === "delivered";
  return envelope("message.status.update", business, {
    statuses: [
      {
        id: status.id,
        status: status.status,
        timestamp: unixSeconds(status.at),
        ...(customer.phone === null ? {} : { recipient_id: customer.phone.slice(1) }),
        ...(customer.wa_user_id === null || status.status === "failed"
          ? {}
          : { recipient_user_id: customer.wa_user_id }),
        ...(priced
          ? {
              pricing: {
                billable: true,
                pricing_model: "PMP",
                type: "regular",
                category: "service",
              },
            }
          : {}),
        ...(error === undefined
          ? {}
          : {
              errors: [
                {
                  code: error.code,
                  title: error.title,
                  message: error.title,
                  error_data: { details: error.details },
                  href: "/documentation/business-messaging/whatsapp/support/error-codes",
                },
              ],
            }),
      },
    ],
  });
}

/** The echo of a send; the platform posts it for refused sends as well. */
export function sentEnvelope(outcome: Json) {
  return { event: "message.sent", data: { data: outcome } };
}

export function unixSeconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}
