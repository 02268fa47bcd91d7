import { z } from "zod";
import * as schemas from "@/lib/parcelo/parcelo-schemas";
import {
  type ParceloAnswer,
  type ParceloSettings,
  requestParcelo,
} from "@/lib/parcelo/request-parcelo";

const settingsSchema = z.object({
  baseUrl: z.url(),
  // Anything else cannot stand in a header.
  secret: z.string().regex(/^[\x21-\x7e]+$/),
  timeoutMs: z.number().positive(),
});

export type NewItem = { description: string; url: string | null; quantity: number };

/**
 * The calls to Parcelo's backend that the agent's tools make. `customer` is always the backend's id
 * of the person in the conversation, found by resolveCustomer; what comes back as somebody else's is
 * not_found.
 * @throws ZodError at creation, when a setting is missing.
 */
export function createParceloClient(settings: ParceloSettings) {
  settingsSchema.parse(settings);

  const get = <Schema extends z.ZodType>(path: string, answer: Schema) =>
    requestParcelo(settings, { method: "GET", path, answer });
  const write = <Schema extends z.ZodType>(
    method: "POST" | "PATCH" | "DELETE",
    path: string,
    answer: Schema,
    idempotencyKey: string,
    body?: object,
  ) =>
    requestParcelo(settings, {
      method,
      path,
      answer,
      idempotencyKey,
      ...(body !== undefined && { body }),
    });
  const of = (customer: string, ...rest: string[]) =>
    `/v1/customers/${[customer, ...rest].map(encodeURIComponent).join("/")}`;

  return {
    /** The account behind a number that WhatsApp vouches for; `create` makes one for a new customer. */
    resolveCustomer: (who: { phone: string; name: string | null; create: boolean }, key: string) =>
      write("POST", "/v1/customers/resolve", schemas.account, key, who),

    plans: () => get("/v1/plans", schemas.planList),
    paymentMethods: () => get("/v1/payment-methods", schemas.paymentMethodList),

    subscription: async (customer: string) =>
      ownParts(customer, await get(of(customer, "subscription"), schemas.subscription), (value) =>
        value.subscription ? [value.subscription] : [],
      ),
    upgradeSubscription: async (
      customer: string,
      upgrade: {
        plan_code: string;
        billing: "monthly" | "yearly";
        method: schemas.PaymentMethod;
        price: schemas.Money;
      },
      key: string,
    ) => {
      const path = of(customer, "subscription");
      return own(customer, await write("POST", path, schemas.payment, key, upgrade));
    },

    quotations: async (customer: string) =>
      ownParts(
        customer,
        await get(of(customer, "quotations"), schemas.quotationList),
        (value) => value.quotations,
      ),
    quotation: async (customer: string, id: string) =>
      own(customer, await get(of(customer, "quotations", id), schemas.quotation)),
    createQuotation: async (
      customer: string,
      wanted: { items: NewItem[]; origin: string | null; notes: string | null },
      key: string,
    ) =>
      own(
        customer,
        await write("POST", of(customer, "quotations"), schemas.quotation, key, wanted),
      ),

    wishlist: async (customer: string) =>
      own(customer, await get(of(customer, "wishlist"), schemas.wishlist)),
    addToWishlist: async (customer: string, item: NewItem, key: string) =>
      own(
        customer,
        await write("POST", of(customer, "wishlist", "items"), schemas.wishlist, key, item),
      ),
    removeFromWishlist: async (customer: string, itemId: string, key: string) =>
      own(
        customer,
        await write("DELETE", of(customer, "wishlist", "items", itemId), schemas.wishlist, key),
      ),
    moveToWishlist: async (customer: string, itemIds: string[], key: string) => {
      const path = of(customer, "wishlist", "move-from-cart");
      return own(customer, await write("POST", path, schemas.wishlist, key, { item_ids: itemIds }));
    },

    cart: async (customer: string) => own(customer, await get(of(customer, "cart"), schemas.cart)),
    addToCart: async (customer: string, item: NewItem, key: string) =>
      own(customer, await write("POST", of(customer, "cart", "items"), schemas.cart, key, item)),
    setCartQuantity: async (customer: string, itemId: string, quantity: number, key: string) => {
      const path = of(customer, "cart", "items", itemId);
      return own(customer, await write("PATCH", path, schemas.cart, key, { quantity }));
    },
    removeFromCart: async (customer: string, itemId: string, key: string) =>
      own(
        customer,
        await write("DELETE", of(customer, "cart", "items", itemId), schemas.cart, key),
      ),
    moveToCart: async (customer: string, itemIds: string[], key: string) => {
      const path = of(customer, "cart", "move-from-wishlist");
      return own(customer, await write("POST", path, schemas.cart, key, { item_ids: itemIds }));
    },

    orders: async (customer: string) =>
      ownParts(
        customer,
        await get(of(customer, "orders"), schemas.orderList),
        (value) => value.orders,
      ),
    order: async (customer: string, id: string) =>
      own(customer, await get(of(customer, "orders", id), schemas.order)),
    /** `price` and `cart_version` are what the customer agreed to: the backend refuses when they changed. */
    placeOrder: async (
      customer: string,
      wanted: {
        cart_id: string;
        cart_version: number;
        price: schemas.Money;
        shipping_address: string;
        method: schemas.PaymentMethod;
      },
      key: string,
    ) =>
      ownParts(
        customer,
        await write("POST", of(customer, "orders"), schemas.placedOrder, key, wanted),
        (value) => [value.order, value.payment],
      ),

    payments: async (customer: string) =>
      ownParts(
        customer,
        await get(of(customer, "payments"), schemas.paymentList),
        (value) => value.payments,
      ),
    payment: async (customer: string, id: string) =>
      own(customer, await get(of(customer, "payments", id), schemas.payment)),
    startPayment: async (
      customer: string,
      wanted: {
        subject: { kind: "order" | "quotation"; id: string };
        price: schemas.Money;
        method: schemas.PaymentMethod;
      },
      key: string,
    ) => own(customer, await write("POST", of(customer, "payments"), schemas.payment, key, wanted)),

    shipments: async (customer: string) =>
      ownParts(
        customer,
        await get(of(customer, "shipments"), schemas.shipmentList),
        (value) => value.shipments,
      ),
    shipment: async (customer: string, id: string) =>
      own(customer, await get(of(customer, "shipments", id), schemas.shipment)),

    magicLink: async (customer: string, key: string) =>
      own(customer, await write("POST", of(customer, "magic-links"), schemas.magicLink, key)),
  };
}

export type ParceloClient = ReturnType<typeof createParceloClient>;

type Owned = { customer_id: string };

/**
 * Somebody else's thing looks exactly like one that does not exist, whoever made the mistake: the
 * customer learns nothing of it.
 */
function ownParts<T>(
  customer: string,
  answer: ParceloAnswer<T>,
  parts: (value: T) => Owned[],
): ParceloAnswer<T> {
  if (answer.kind !== "ok") return answer;
  return parts(answer.value).every((part) => part.customer_id === customer)
    ? answer
    : { kind: "not_found" };
}

function own<T extends Owned>(customer: string, answer: ParceloAnswer<T>): ParceloAnswer<T> {
  return ownParts(customer, answer, (value) => [value]);
}
