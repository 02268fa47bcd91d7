import { parseArgs } from "node:util";
import type { z } from "zod";
import { inviteRequest } from "@/lib/staff/console-schemas";

export const HELP = `Makes somebody staff: creates the account if there is none, sets role and name, prints a link to a password.
  npm run staff:add -- --email a@b.example --name "Ada Admin" --role admin
  --email <address>   of the person
  --name <name>       as colleagues see it
  --role <role>       support, privacy or admin
Uses SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY and APP_URL; without SUPABASE_URL, those of the running local stack.`;

const expected: Record<string, string> = {
  email: "--email needs an e-mail address",
  display_name: "--name needs the person's name, up to 120 characters",
  role: "--role must be support, privacy or admin",
};

export type StaffOptions = z.infer<typeof inviteRequest>;

/** @throws Error with one line for each option that is missing or wrong */
export function readStaffOptions(args: string[]): StaffOptions | "help" {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const parsed = inviteRequest.safeParse({ ...values, display_name: values.name });
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  throw new Error([...[...wrong].map((name) => expected[name] ?? name), "", HELP].join("\n"));
}
