import { staffRoute } from "@/lib/http/staff-route";
import { done } from "@/lib/staff/account-schemas";
import { signOutEverywhere } from "@/lib/staff/own-account";

/** POST /api/console/account/sign-out-everywhere: ends every session of the caller. */
export const POST = staffRoute({
  result: done,
  run: async ({ supabase }) => {
    await signOutEverywhere(supabase);
    return { done: true as const };
  },
});
