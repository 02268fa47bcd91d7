import { z } from "zod";
import { type Account, type Item, totalOf } from "./account";
import { type AccountEndpoint, newItemSchema, notFound, ok, readBody } from "./endpoint";
import { priceOf } from "./price-list";

const idsSchema = z.object({ item_ids: z.array(z.string()).min(1) });

const wishlist = (account: Account) => ok({ customer_id: account.id, ...account.wishlist });
const cart = (account: Account) =>
  ok({ customer_id: account.id, ...account.cart, total: totalOf(account.cart.items) });

function addTo(account: Account, items: Item[], json: unknown): void {
  const wanted = readBody(newItemSchema, json);
  account.next_number += 1;
  items.push({ id: `it_${account.next_number}`, ...wanted, price: priceOf(wanted.description) });
}

/** Takes things off a list; null, and nothing taken, when one is not on it. */
function takeFrom(list: { items: Item[] }, ids: string[]): Item[] | null {
  const taken = list.items.filter(({ id }) => ids.includes(id));
  if (taken.length < new Set(ids).size) return null;
  list.items = list.items.filter(({ id }) => !ids.includes(id));
  return taken;
}

/** Wish list and cart. */
export const listEndpoints: AccountEndpoint[] = [
  { method: "GET", path: /^\/wishlist$/, handle: ({ account }) => wishlist(account) },
  {
    method: "POST",
    path: /^\/wishlist\/items$/,
    handle({ account, json }) {
      addTo(account, account.wishlist.items, json);
      return wishlist(account);
    },
  },
  {
    method: "DELETE",
    path: /^\/wishlist\/items\/([^/]+)$/,
    handle: ({ account, params: [id = ""] }) =>
      takeFrom(account.wishlist, [id]) ? wishlist(account) : notFound(),
  },
  {
    method: "POST",
    path: /^\/wishlist\/move-from-cart$/,
    handle({ account, json }) {
      const taken = takeFrom(account.cart, readBody(idsSchema, json).item_ids);
      if (!taken) return notFound();
      account.cart.version += 1;
      account.wishlist.items.push(...taken);
      return wishlist(account);
    },
  },
  { method: "GET", path: /^\/cart$/, handle: ({ account }) => cart(account) },
  {
    method: "POST",
    path: /^\/cart\/items$/,
    handle({ account, json }) {
      addTo(account, account.cart.items, json);
      account.cart.version += 1;
      return cart(account);
    },
  },
  {
    method: "PATCH",
    path: /^\/cart\/items\/([^/]+)$/,
    handle({ account, params: [id], json }) {
      const { quantity } = readBody(z.object({ quantity: z.number().int().positive() }), json);
      const item = account.cart.items.find((each) => each.id === id);
      if (!item) return notFound();
      item.quantity = quantity;
      account.cart.version += 1;
      return cart(account);
    },
  },
  {
    method: "DELETE",
    path: /^\/cart\/items\/([^/]+)$/,
    handle({ account, params: [id = ""] }) {
      if (!takeFrom(account.cart, [id])) return notFound();
      account.cart.version += 1;
      return cart(account);
    },
  },
  {
    method: "POST",
    path: /^\/cart\/move-from-wishlist$/,
    handle({ account, json }) {
      const taken = takeFrom(account.wishlist, readBody(idsSchema, json).item_ids);
      if (!taken) return notFound();
      account.cart.version += 1;
      account.cart.items.push(...taken);
      return cart(account);
    },
  },
];
