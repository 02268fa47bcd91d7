import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { findCustomersToHold } from "@/lib/privacy/holds/console-holds";
import { holdableCustomer } from "@/lib/privacy/holds/console-schemas";

/** GET /api/console/holds/customers: whom a hold may be placed for. */
export const GET = staffRoute({
  query: z.object({ query: z.string().max(140) }),
  result: z.array(holdableCustomer),
  run: ({ supabase, query }) => findCustomersToHold(supabase, query.query),
});
