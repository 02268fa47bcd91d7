import { createClient, isAuthRetryableFetchError } from "@supabase/supabase-js";
import type { Database } from "@/lib/supabase/database.types";
import type { Variables } from "./resolve-env";
import { Sentence } from "./sentence";

const roles = ["support", "privacy", "admin"] as const;
export type StaffRole = (typeof roles)[number];
export type StaffAccounts = Record<StaffRole, { email: string; name: string }> & {
  password: string;
};

/** The accounts of a local run; the password is the data directory's own. */
export function staffAccounts(password: string): StaffAccounts {
  return {
    support: { email: "support@parcelo.example", name: "Sam Support" },
    privacy: { email: "privacy@parcelo.example", name: "Priya Privacy" },
    admin: { email: "admin@parcelo.example", name: "Ada Admin" },
    password,
  };
}

/**
 * Makes sure that the three accounts exist, can sign in with the password and have their roles.
 * Does nothing twice: an account that is there is brought to that state.
 */
export async function createStaff(env: Variables, accounts: StaffAccounts): Promise<void> {
  const client = createClient<Database>(
    env.SUPABASE_URL ?? "",
    env.SUPABASE_SERVICE_ROLE_KEY ?? "",
    {
      auth: { persistSession: false, autoRefreshToken: false },
    },
  );
  const { data: known, error } = await client.auth.admin.listUsers({ perPage: 1000 });
  if (isAuthRetryableFetchError(error)) {
    throw new Sentence(
      `Nothing answers at SUPABASE_URL (${env.SUPABASE_URL}). Start that Supabase, or unset SUPABASE_URL to use the embedded one.`,
    );
  }
  if (error) throw error;
  for (const role of roles) {
    const { email, name } = accounts[role];
    const credentials = { password: accounts.password, email_confirm: true };
    const there = known.users.find((user) => user.email === email);
    const made = there
      ? await client.auth.admin.updateUserById(there.id, credentials)
      : await client.auth.admin.createUser({ email, ...credentials });
    if (made.error) throw made.error;
    const row = { user_id: made.data.user.id, role, display_name: name, active: true };
    const stored = await client.from("staff").upsert(row, { onConflict: "user_id" });
    if (stored.error) throw stored.error;
  }
}

/** Accounts with a known password belong on this machine only, never in a hosted project. */
export function isOnThisMachine(url: string | undefined): boolean {
  return url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
