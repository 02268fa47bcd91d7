import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startSupabase } from "./start-supabase";

const HELP = `Serves the embedded Supabase.
  --port <n>         default LOCAL_SUPABASE_PORT or 54321
  --data <folder>    default $LOCAL_DATA_DIR/supabase or .local/supabase; --memory for none
  --migrations <folder>  default supabase/migrations
  --seed <file>      default supabase/seed.sql
  --public-url <url> the address that clients use, default the server's own`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.LOCAL_SUPABASE_PORT ?? "54321" },
    data: {
      type: "string",
      default: path.join(process.env.LOCAL_DATA_DIR ?? ".local", "supabase"),
    },
    memory: { type: "boolean", default: false },
    migrations: { type: "string", default: "supabase/migrations" },
    seed: { type: "string", default: "supabase/seed.sql" },
    "public-url": { type: "string" },
    help: { type: "boolean", default: false },
  },
});

function printLine(fields: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(fields)}\n`);
}

async function serve(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const startedAt = performance.now();
  const port = z.coerce.number().int().min(0).max(65_535).safeParse(values.port);
  if (!port.success) throw new Error(`The port «${values.port}» is not a number from 0 to 65535.`);

  let stopping = false;
  const supabase = await startSupabase({
    port: port.data,
    dataDir: values.memory ? null : values.data,
    migrationsDir: values.migrations,
    seedFile: values.seed,
    ...(values["public-url"] ? { publicUrl: values["public-url"] } : {}),
    log: (event, fields) => {
      printLine({ event, ...fields });
      if (event === "supabase.database_dead") process.exit(1);
    },
  });
  const stop = () => {
    if (stopping) return;
    stopping = true;
    supabase.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const { url, anonKey, serviceRoleKey, isNew } = supabase;
  printLine({
    event: "supabase.ready",
    url,
    port: supabase.port,
    anonKey,
    serviceRoleKey,
    isNew,
    milliseconds: Math.round(performance.now() - startedAt),
  });
}

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
