import { z } from "zod";
import { revealIdentity } from "@/lib/customers/console-customer";
import { revealedIdentity } from "@/lib/customers/panel-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/identities/:id/reveal: the full number or id; each call is on record. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: revealedIdentity,
  run: ({ supabase, params }) => revealIdentity(supabase, params.id),
});
