import type { JsonObject } from "@/lib/webhook/intake-item";
import { numberOf, objectOf, objectsOf, stringOf, textOf } from "@/lib/webhook/json-fields";
import { inline, type Renderer } from "@/lib/webhook/rendered-message";

/** More than a cart holds; the rest stays in the payload. */
const MAX_SHOWN_ITEMS = 200;

function itemLine(item: JsonObject): string {
  const quantity = numberOf(item, "quantity");
  const product = textOf(item, "product_retailer_id") ?? "unnamed product";
  return `${quantity ?? "?"} × ${inline(product, 120)}`;
}

/**
 * A cart from our catalogue. Prices are kept in the payload as the customer's phone showed them and
 * stay out of the readable text: they are not authoritative, ours are.
 */
export const renderOrder: Renderer = (message) => {
  const order = objectOf(message, "order") ?? {};
  const items = objectsOf(order, "product_items");
  const note = stringOf(order, "text");
  const lines =
    items.length > 0 ? items.slice(0, MAX_SHOWN_ITEMS).map(itemLine).join(", ") : "no items";
  return {
    text: note,
    readable: `[Order] ${lines}${note ? `. Customer's note: ${note}` : ""}`,
    payload: {
      order: {
        catalog_id: textOf(order, "catalog_id"),
        items: items.map((item) => ({
          product_retailer_id: textOf(item, "product_retailer_id"),
          quantity: numberOf(item, "quantity"),
          shown_price: numberOf(item, "item_price"),
          currency: stringOf(item, "currency"),
        })),
        prices: "as shown to the customer, not authoritative",
      },
    },
  };
};
