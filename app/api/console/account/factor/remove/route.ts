import { staffRoute } from "@/lib/http/staff-route";
import { done } from "@/lib/staff/account-schemas";
import { removeFactor } from "@/lib/staff/own-account";

/** POST /api/console/account/factor/remove: takes one's own second factor away. */
export const POST = staffRoute({
  result: done,
  run: async ({ supabase }) => {
    await removeFactor(supabase);
    return { done: true as const };
  },
});
