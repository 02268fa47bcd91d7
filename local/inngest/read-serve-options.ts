import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { InngestOptions } from "./start-inngest";

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65535).default(8288),
  host: z.string().optional(),
  app: z.array(z.url()).min(1, "name at least one app with --app or INNGEST_APP_URLS"),
  data: z.string().min(1),
  memory: z.boolean().default(false),
  "retry-ms": z.coerce.number().min(0).optional(),
  "max-parallel": z.coerce.number().int().min(1).optional(),
  "poll-ms": z.coerce.number().int().min(10).optional(),
  "no-checkpointing": z.boolean().default(false),
  adversarial: z.boolean().default(false),
  signingKey: z.string().min(1).optional(),
  eventKey: z.string().min(1).optional(),
});

/** Options of the engine's process from its arguments and, where absent, the environment. Throws a sentence. */
export function readServeOptions(argv: string[], env: NodeJS.ProcessEnv): InngestOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      app: { type: "string", multiple: true },
      data: { type: "string" },
      memory: { type: "boolean" },
      "retry-ms": { type: "string" },
      "max-parallel": { type: "string" },
      "poll-ms": { type: "string" },
      "no-checkpointing": { type: "boolean" },
      adversarial: { type: "boolean" },
    },
  });
  const parsed = optionsSchema.safeParse({
    port: env.LOCAL_INNGEST_PORT || undefined,
    app: (env.INNGEST_APP_URLS ?? "").split(",").filter(Boolean),
    data: path.join(env.LOCAL_DATA_DIR || ".local", "inngest"),
    "retry-ms": env.LOCAL_INNGEST_RETRY_MS || undefined,
    // Keys come from the environment only: arguments are visible to every user of the machine.
    signingKey: env.INNGEST_SIGNING_KEY || undefined,
    eventKey: env.INNGEST_EVENT_KEY || undefined,
    ...values,
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Bad option ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const given = parsed.data;
  return {
    port: given.port,
    appUrls: given.app,
    dataDir: given.memory ? null : given.data,
    retryMs: given["retry-ms"] ?? null,
    checkpointing: !given["no-checkpointing"],
    adversarial: given.adversarial,
    ...(given.host !== undefined && { host: given.host }),
    ...(given["max-parallel"] !== undefined && { maxParallel: given["max-parallel"] }),
    ...(given["poll-ms"] !== undefined && { pollMs: given["poll-ms"] }),
    ...(given.signingKey !== undefined && { signingKey: given.signingKey }),
    ...(given.eventKey !== undefined && { eventKey: given.eventKey }),
  };
}
