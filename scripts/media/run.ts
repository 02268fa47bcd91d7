import { cleanMedia } from "@/lib/media/clean/clean-media";
import { takeStackEnv } from "./take-stack-env";

const help = `Removes media whose retention is over, files without a row, and marks rows without a file: once, until done.
  npm run media:clean
Uses the service's own variables; without SUPABASE_URL, those of the running local stack.`;

/** `npm run media:clean`: the clean-up of every MEDIA_CLEANUP_INTERVAL_MINUTES, now. */
async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(help);
    return;
  }
  const source = takeStackEnv(process.env);
  const run = await cleanMedia("command");
  if (run === null) {
    console.log("A clean-up is running already; this command changed nothing.");
    return;
  }
  const seconds =
    (Date.parse(run.finished_at ?? run.started_at) - Date.parse(run.started_at)) / 1000;
  console.log(
    `Done in ${seconds.toFixed(1)} s (${source}): ${run.rows_removed} rows and ${run.objects_removed} files removed, ` +
      `${run.orphans_found} files without a row found, ${run.missing_found} rows without a file (${run.refetches} are fetched again).`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "The command failed.");
  process.exit(1);
});
