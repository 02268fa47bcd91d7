import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { findCustomers } from "@/lib/privacy/requests/console-requests";
import { foundCustomer } from "@/lib/privacy/requests/request-schemas";

/** GET /api/console/requests/customers?q=: customers by name or number, for a new request. */
export const GET = staffRoute({
  query: z.object({ q: z.string().trim().min(2).max(200) }),
  result: z.array(foundCustomer),
  run: ({ supabase, query }) => findCustomers(supabase, query.q),
});
