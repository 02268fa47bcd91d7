import { z } from "zod";
import { type Faults, faultSchema } from "./faults";
import { type Journal, targets } from "./journal";
import type { LocalRoute } from "./local-route";

const journalQuery = z.object({
  target: z.enum(targets).optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(20_000).optional(),
});

/** `/_local/health`, `/_local/journal`, `/_local/faults`: what tests steer and count with. */
export function controlRoutes(journal: Journal, faults: Faults): LocalRoute[] {
  const ok = (body: unknown) => ({ status: 200, body });
  return [
    { method: "GET", path: /^\/health$/, handle: async () => ok({ status: "ok" }) },
    {
      method: "GET",
      path: /^\/journal$/,
      handle: async ({ query }) => {
        return ok(journal.list(journalQuery.parse(Object.fromEntries(query))));
      },
    },
    {
      method: "GET",
      path: /^\/faults$/,
      handle: async () => ok({ faults: faults.list() }),
    },
    {
      method: "POST",
      path: /^\/faults$/,
      handle: async ({ json }) => ok(faults.add(faultSchema.parse(json))),
    },
    {
      method: "DELETE",
      path: /^\/faults$/,
      handle: async () => ok({ removed: faults.remove() }),
    },
    {
      method: "DELETE",
      path: /^\/faults\/(\d+)$/,
      handle: async ({ params }) => {
        const removed = faults.remove(Number(params[0]));
        return removed === 0 ? { status: 404, body: { error: "No such fault." } } : ok({ removed });
      },
    },
  ];
}
