import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/**
 * Takes the running local stack's variables when the environment names no project of its own.
 * @returns where the configuration comes from, for the person at the terminal
 * @throws Error when neither is there
 */
export function takeStackEnv(variables: Record<string, string | undefined>): string {
  if (variables.SUPABASE_URL) return "from the environment";
  const file = join(variables.LOCAL_DATA_DIR || ".local", "env");
  if (!existsSync(file))
    throw new Error(
      "Which project? Set the service's variables as on the server, or start the local stack with npm run local.",
    );
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, "utf8"))))
    variables[name] ??= value;
  return `the local stack of ${file}`;
}
