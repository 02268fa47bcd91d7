import { staffRoute } from "@/lib/http/staff-route";
import { factorEnrolment } from "@/lib/staff/account-schemas";
import { beginFactor } from "@/lib/staff/own-account";

/** POST /api/console/account/factor: begins a second factor and shows its key once. */
export const POST = staffRoute({
  result: factorEnrolment,
  run: ({ supabase }) => beginFactor(supabase),
});
