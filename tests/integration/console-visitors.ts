import { randomUUID } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import type { Stack } from "../../local/start-stack";
import type { RunningStack } from "./running-stack";

export const insiders = ["support", "privacy", "admin"] as const;
export const outsiders = ["deactivated admin", "stranger", "nobody"] as const;
export const visitors = [...insiders, ...outsiders] as const;
export type Visitor = (typeof visitors)[number];

/** The cookie header of each kind of visitor, as the app itself sets it at sign-in. */
export async function signInEverybody(stack: Stack, running: RunningStack) {
  const { password } = stack.staff;
  const newAccount = async () => {
    const email = `${randomUUID()}@parcelo.example`;
    const { data, error } = await running.database.auth.admin.createUser({
      ...{ email, password, email_confirm: true },
    });
    if (error) throw error;
    return { email, id: data.user.id };
  };
  const [gone, stranger] = await Promise.all([newAccount(), newAccount()]);
  const { error } = await running.database
    .from("staff")
    .insert({ user_id: gone.id, role: "admin", display_name: "Gone", active: false });
  if (error) throw new Error(error.message);

  const signIn = async (email: string) => {
    const jar = new Map<string, string>();
    const client = createServerClient(
      stack.env.SUPABASE_URL ?? "",
      stack.env.SUPABASE_ANON_KEY ?? "",
      {
        cookies: {
          getAll: () => [...jar].map(([name, value]) => ({ name, value })),
          setAll: (changed) => {
            for (const { name, value } of changed) jar.set(name, value);
          },
        },
      },
    );
    const { error } = await client.auth.signInWithPassword({ email, password });
    if (error) throw error;
    return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  };
  const { support, privacy, admin } = stack.staff;
  const emails = [support.email, privacy.email, admin.email, gone.email, stranger.email];
  const [forSupport = "", forPrivacy = "", forAdmin = "", forGone = "", forStranger = ""] =
    await Promise.all(emails.map(signIn));
  const cookies: Record<Visitor, string> = {
    ...{ support: forSupport, privacy: forPrivacy, admin: forAdmin },
    ...{ "deactivated admin": forGone, stranger: forStranger, nobody: "" },
  };
  return cookies;
}
