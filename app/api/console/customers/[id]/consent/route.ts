import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { recordToldConsent } from "@/lib/privacy/record-told-consent";
import { toldConsent } from "@/lib/privacy/told-consent";

/** POST /api/console/customers/:id/consent: what the customer told staff by phone or e-mail. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: toldConsent,
  result: z.object({ ok: z.literal(true) }),
  run: ({ supabase, params, body }) => recordToldConsent(supabase, params.id, body),
});
