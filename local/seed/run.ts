import path from "node:path";
import { openEmbeddedTarget, openPostgresTarget } from "./open-target";
import { readSeedOptions, seedHelp } from "./read-seed-options";
import { seedDatabase } from "./seed-database";

const root = path.join(import.meta.dirname, "../..");
const startedAt = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${text}`);

try {
  const options = readSeedOptions(process.argv.slice(2));
  if (options.help) console.log(seedHelp);
  else {
    const target = options.database
      ? await openPostgresTarget(options.database)
      : await openEmbeddedTarget(root, path.resolve(root, options.dataDir));
    try {
      await seedDatabase(target, options, say);
    } finally {
      await target.close();
    }
    say("Done");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
