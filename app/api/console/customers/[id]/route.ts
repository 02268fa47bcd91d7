import { z } from "zod";
import { readCustomerPanel } from "@/lib/customers/console-customer";
import { customerPanel } from "@/lib/customers/panel-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/customers/:id: who a customer is, with masked identities. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: customerPanel,
  run: ({ supabase, params }) => readCustomerPanel(supabase, params.id),
});
