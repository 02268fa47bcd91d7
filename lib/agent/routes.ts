/** What a conversation can be about; each route but `unsafe` has a specialist of its own. */
export const routes = [
  "quotation",
  "wishlist",
  "payments",
  "orders",
  "escalation",
  "shipping",
  "subscription",
  "web_access",
  "general",
  "unsafe",
] as const;
export type Route = (typeof routes)[number];

const known: ReadonlySet<string> = new Set(routes);

/** The route of that name; anything else is a general question. */
export function asRoute(name: string): Route {
  const folded = name.trim().toLowerCase();
  return known.has(folded) ? (folded as Route) : "general";
}
