import { formatMoney } from "@/lib/parcelo/format-money";
import type { Cart } from "@/lib/parcelo/parcelo-schemas";

type Items = Cart["items"];

/** Things on a list, with the ids by which they can be changed. */
export function showItems(items: Items) {
  return items.slice(0, 40).map(({ id, description, quantity, price }) => ({
    item_id: id,
    description,
    quantity,
    price: price && formatMoney(price),
  }));
}

export function showCart(cart: Cart) {
  return {
    cart: cart.id,
    items: showItems(cart.items),
    item_count: cart.items.length,
    total: cart.total && formatMoney(cart.total),
  };
}
