import { staffRoute } from "@/lib/http/staff-route";
import { done, factorRequest } from "@/lib/staff/account-schemas";
import { finishFactor } from "@/lib/staff/own-account";

/** POST /api/console/account/factor/verify: the first code makes it the second factor. */
export const POST = staffRoute({
  body: factorRequest,
  result: done,
  run: async ({ supabase, body }) => {
    await finishFactor(supabase, body);
    return { done: true as const };
  },
});
