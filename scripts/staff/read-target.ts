import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";

const target = z.object({
  SUPABASE_URL: z.url({ protocol: /^https?$/ }),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1),
  APP_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")),
});

export type Target = z.infer<typeof target> & { source: string };

/**
 * Which project to change: the environment's, or that of the local stack when the environment names none.
 * @throws Error naming what is missing; never a value
 */
export function readTarget(variables: Record<string, string | undefined>): Target {
  const file = join(variables.LOCAL_DATA_DIR || ".local", "env");
  const isGiven = Boolean(variables.SUPABASE_URL);
  if (!isGiven && !existsSync(file)) {
    throw new Error(
      "Which project? Set SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY and APP_URL, or start the local stack with npm run local.",
    );
  }
  const parsed = target.safeParse(isGiven ? variables : parseEnv(readFileSync(file, "utf8")));
  const source = isGiven ? "from the environment" : `the local stack of ${file}`;
  if (parsed.success) return { ...parsed.data, source };
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  throw new Error(`Missing or malformed (${source}): ${[...wrong].join(", ")}.`);
}
