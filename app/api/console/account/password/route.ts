import { staffRoute } from "@/lib/http/staff-route";
import { done, passwordRequest } from "@/lib/staff/account-schemas";
import { changePassword } from "@/lib/staff/own-account";

/** POST /api/console/account/password: a new password for who knows the present one. */
export const POST = staffRoute({
  body: passwordRequest,
  result: done,
  run: async ({ supabase, body }) => {
    await changePassword(supabase, body);
    return { done: true as const };
  },
});
