import { readServeOptions } from "./read-serve-options";
import { startInngest } from "./start-inngest";

/** The engine as a process. Prints one line of JSON when ready; SIGTERM and SIGINT stop it cleanly. */
async function main(): Promise<void> {
  const log = (message: string) => process.stderr.write(`[inngest] ${message}\n`);
  const inngest = await startInngest({
    ...readServeOptions(process.argv.slice(2), process.env),
    log,
    onFatal(error) {
      log(`${error.message}: ${error.cause}`);
      process.exit(1);
    },
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await inngest.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  const { url, port } = inngest;
  process.stdout.write(`${JSON.stringify({ ready: true, part: "inngest", url, port })}\n`);
}

main().catch((error: Error & { code?: string; port?: number }) => {
  const taken = error.code === "EADDRINUSE";
  const message = taken
    ? `Port ${error.port} is taken. Stop what uses it, or set LOCAL_INNGEST_PORT.`
    : error.message;
  process.stderr.write(`[inngest] ${message}\n`);
  process.exit(1);
});
