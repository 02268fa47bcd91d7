import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv as parseDotenv } from "node:util";
import { z } from "zod";
import { envVariables } from "@/lib/env-variables";
import type { PartName } from "./part-commands";
import type { Ports, Variables } from "./resolve-env";
import { Sentence } from "./sentence";

/** Which variable moves which part to another port. */
export const portVariables: Record<PartName, string> = {
  app: "PORT",
  supabase: "LOCAL_SUPABASE_PORT",
  inngest: "LOCAL_INNGEST_PORT",
  providers: "LOCAL_PROVIDERS_PORT",
};
const usualPorts: Ports = { app: 3000, supabase: 54321, inngest: 8288, providers: 8290 };

export type Given = { env: Variables; ports: Ports; dataDir: string };

/**
 * What the person wants: the shell's variables before those of `.env`, empty ones left out. Only
 * variables of the service and LOCAL_* are looked at.
 */
export function readGiven(root: string, shell: Record<string, string | undefined>): Given {
  const file = join(root, ".env");
  const inFile = existsSync(file) ? parseDotenv(readFileSync(file, "utf8")) : {};
  const read = (name: string) => shell[name]?.trim() || inFile[name]?.trim() || undefined;

  const env: Variables = {};
  for (const name of envVariables.keyof().options) {
    const value = read(name);
    if (value !== undefined && name !== "PORT" && name !== "LOCAL_PARTS") env[name] = value;
  }
  const ports = { ...usualPorts };
  for (const part of Object.keys(portVariables) as PartName[]) {
    const name = portVariables[part];
    const port = z.coerce
      .number()
      .int()
      .min(1)
      .max(65_535)
      .safeParse(read(name) ?? usualPorts[part]);
    if (!port.success) throw new Sentence(`${name} is malformed: expected a port from 1 to 65535.`);
    ports[part] = port.data;
  }
  return { env, ports, dataDir: resolve(root, read("LOCAL_DATA_DIR") ?? ".local") };
}
