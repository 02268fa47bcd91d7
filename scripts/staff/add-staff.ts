import { createClient, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { z } from "zod";
import type { Database } from "@/lib/supabase/database.types";
import type { StaffOptions } from "./read-staff-options";
import type { Target } from "./read-target";

const account = z.object({ confirmed: z.boolean() }).nullable();
const put = z.object({ added: z.boolean() });

/**
 * Creates the account if there is none and makes it active staff. Run again it changes nothing but role
 * and name, and gives a fresh link.
 */
export async function addStaff(
  target: Target,
  { email, display_name, role }: StaffOptions,
): Promise<{ added: boolean; link: string }> {
  const client = createClient<Database>(target.SUPABASE_URL, target.SUPABASE_SERVICE_ROLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const found = await client.rpc("staff_account_of", { p_email: email });
  if (found.error) throw new Error(explain(found.error.code, target, found.status));
  const known = account.parse(found.data);

  const options = { redirectTo: `${target.APP_URL}/login/confirm` };
  const type = known?.confirmed ? "recovery" : "invite";
  const made = await client.auth.admin.generateLink({ type, email, options });
  if (isAuthRetryableFetchError(made.error)) throw new Error(explain(undefined, target, 0));
  if (made.error) throw new Error(`Auth made no link (${made.error.code}). Nothing was changed.`);

  const userId = made.data.user.id;
  if (known?.confirmed) {
    const freed = await client.auth.admin.updateUserById(userId, { ban_duration: "none" });
    if (freed.error) throw new Error(`Auth did not lift the ban (${freed.error.code}).`);
  }
  const stored = await client.rpc("add_staff_by_command", {
    p_user_id: userId,
    p_display_name: display_name,
    p_role: role,
  });
  if (stored.error) throw new Error(explain(stored.error.code, target, stored.status));
  const query = new URLSearchParams({ token_hash: made.data.properties.hashed_token, type });
  return { added: put.parse(stored.data).added, link: `${options.redirectTo}?${query}` };
}

function explain(code: string | undefined, target: Target, status: number): string {
  if (status === 0)
    return `Nothing answers at ${target.SUPABASE_URL}. Is SUPABASE_URL right, and is that project running?`;
  if (status === 401 || code === "42501")
    return "SUPABASE_SERVICE_ROLE_KEY is not the service key of this project.";
  if (code === "PGRST202")
    return "The project lacks the functions of this service: apply supabase/migrations first.";
  return `The database refused (${code}). Nothing was changed.`;
}
