import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { envVariables } from "@/lib/env-variables";
import type { PartCommand } from "./part-process";
import type { LocalPart, Ports, Variables } from "./resolve-env";

/** The processes of a stack: `providers` stands in for OpenAI, Luminous, Parcelo and Telegram. */
export type PartName = "supabase" | "inngest" | "providers" | "app";

export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Ours to decide, so that nothing of the caller's shell or of a test runner reaches a part. */
const cleared = new Set<string>([...envVariables.keyof().options, "NODE_ENV", "NODE_OPTIONS"]);

function partEnv(variables: Record<string, string>): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !cleared.has(name) && !name.startsWith("LOCAL_") && !name.startsWith("VITEST"),
  );
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1", ...variables };
}

/** The parts that one process serves together. */
const providerParts: readonly LocalPart[] = ["openai", "luminous", "parcelo", "telegram"];

/** Which processes the parts that are stood in for need, in the order in which they may start. */
export function processesOf(parts: LocalPart[]): PartName[] {
  const names: PartName[] = [];
  if (parts.includes("supabase")) names.push("supabase");
  if (parts.includes("inngest")) names.push("inngest");
  if (providerParts.some((part) => parts.includes(part))) names.push("providers");
  return [...names, "app"];
}

/**
 * As the Dockerfile starts the server, whatever the machine. With gigabytes allowed, Node lets its heap grow
 * to four times what is alive before it collects; and glibc, with an arena per thread, keeps what was freed.
 */
const serverMemory = { args: ["--max-old-space-size=768"], env: { MALLOC_ARENA_MAX: "2" } };

/** How one part is started, agreed with its serve.ts; `env` is the service's resolved configuration. */
export function partCommand(
  name: PartName,
  settings: {
    ports: Ports;
    dataDir: string;
    env: Variables;
    parts: LocalPart[];
    appArgs?: string[] | undefined;
    appEnv?: Variables | undefined;
  },
): PartCommand {
  const { ports, dataDir, env, parts, appArgs = [], appEnv = {} } = settings;
  const appUrl = `http://127.0.0.1:${ports.app}`;
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const common = {
    cwd: repositoryRoot,
    logFile: join(dataDir, "logs", `${name}.log`),
    printsReadyLine: true,
    graceMs: 5_000,
  };
  const serve = (folder: string, ...args: string[]) => [
    "--import",
    `file://${tsx}`,
    join(repositoryRoot, "local", folder, "serve.ts"),
    ...args,
  ];

  switch (name) {
    case "supabase":
      return {
        ...common,
        args: serve("supabase"),
        env: partEnv({ LOCAL_SUPABASE_PORT: String(ports.supabase), LOCAL_DATA_DIR: dataDir }),
      };
    case "inngest":
      return {
        ...common,
        args: serve("inngest"),
        env: partEnv({
          LOCAL_INNGEST_PORT: String(ports.inngest),
          LOCAL_DATA_DIR: dataDir,
          INNGEST_APP_URLS: `${appUrl}/api/inngest`,
        }),
      };
    case "providers": {
      const token = env.LUMINOUS_WEBHOOK_SECRET?.split(",")[0] ?? "";
      const webhook = new URL("/api/luminous/webhook", appUrl);
      webhook.searchParams.set("token", token);
      const stoodIn = parts.filter((part) => providerParts.includes(part));
      return {
        ...common,
        args: serve("providers", "--parts", stoodIn.join(",")),
        env: partEnv({
          LOCAL_PROVIDERS_PORT: String(ports.providers),
          LOCAL_PROVIDERS_DATA_DIR: join(dataDir, "providers"),
          LOCAL_WEBHOOK_URL: webhook.href,
          OPENAI_API_KEY: env.OPENAI_API_KEY ?? "",
          LUMINOUS_API_KEY: env.LUMINOUS_API_KEY ?? "",
          WHATSAPP_ACCESS_TOKEN: env.WHATSAPP_ACCESS_TOKEN ?? "",
          SERVICE_SECRET: env.SERVICE_SECRET ?? "",
          TELEGRAM_BOT_TOKEN: env.TELEGRAM_BOT_TOKEN ?? "",
        }),
      };
    }
    case "app":
      return {
        ...common,
        args: [
          ...serverMemory.args,
          ...appArgs,
          join(repositoryRoot, ".next/standalone/server.js"),
        ],
        env: partEnv({
          ...env,
          ...serverMemory.env,
          ...appEnv,
          HOSTNAME: "127.0.0.1",
          NODE_ENV: "production",
        }),
        printsReadyLine: false,
        graceMs: 3_000,
      };
  }
}
