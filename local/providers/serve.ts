import { parseArgs } from "node:util";
import { z } from "zod";
import {
  LOCAL_GRAPH_TOKEN,
  LOCAL_LUMINOUS_KEY,
  LOCAL_OPENAI_KEY,
  LOCAL_PARCELO_KEY,
  LOCAL_TELEGRAM_TOKEN,
  partNames,
  startProviders,
} from "./start-providers";

const USAGE = `usage: serve.ts --webhook-url <url> [--port 8290] [--host 127.0.0.1] [--data-dir <dir>] [--parts openai,luminous,parcelo,telegram]
environment: OPENAI_API_KEY, LUMINOUS_API_KEY, WHATSAPP_ACCESS_TOKEN, SERVICE_SECRET, TELEGRAM_BOT_TOKEN (the keys to accept), LOCAL_PROVIDERS_PORT, LOCAL_PROVIDERS_DATA_DIR, LOCAL_WEBHOOK_URL`;

const settingsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(8290),
  host: z.string().default("127.0.0.1"),
  dataDir: z.string().min(1).nullable(),
  webhookUrl: z.url({ error: "--webhook-url must be the address of the app's webhook." }),
  parts: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(partNames)).min(1))
    .optional(),
});

function readSettings() {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "data-dir": { type: "string" },
      "webhook-url": { type: "string" },
      parts: { type: "string" },
    },
  });
  const { env } = process;
  return settingsSchema.parse({
    port: values.port ?? env.LOCAL_PROVIDERS_PORT,
    host: values.host,
    dataDir: values["data-dir"] ?? env.LOCAL_PROVIDERS_DATA_DIR ?? null,
    webhookUrl: values["webhook-url"] ?? env.LOCAL_WEBHOOK_URL,
    parts: values.parts,
  });
}

/** Runs until SIGTERM or SIGINT; one JSON line on standard output when ready. */
async function serve(): Promise<void> {
  const providers = await startProviders({
    ...readSettings(),
    apiKeys: {
      openai: process.env.OPENAI_API_KEY || LOCAL_OPENAI_KEY,
      luminous: process.env.LUMINOUS_API_KEY || LOCAL_LUMINOUS_KEY,
      graph: process.env.WHATSAPP_ACCESS_TOKEN || LOCAL_GRAPH_TOKEN,
      parcelo: process.env.SERVICE_SECRET || LOCAL_PARCELO_KEY,
      telegram: process.env.TELEGRAM_BOT_TOKEN || LOCAL_TELEGRAM_TOKEN,
    },
    log: (line) => console.error(line),
  });
  const stop = () => void providers.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  console.log(JSON.stringify({ ready: true, url: providers.url, port: providers.port }));
}

serve().catch((error: unknown) => {
  const reason =
    error instanceof z.ZodError ? `${z.prettifyError(error)}\n${USAGE}` : String(error);
  console.error(reason);
  process.exit(1);
});
