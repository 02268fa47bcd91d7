import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readCustomerForRequest } from "@/lib/privacy/requests/read-customer-for-request";
import { foundCustomer } from "@/lib/privacy/requests/request-schemas";

/** GET /api/console/requests/customers/:id: the person for whom a request is to be opened. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: foundCustomer,
  run: ({ supabase, params }) => readCustomerForRequest(supabase, params.id),
});
