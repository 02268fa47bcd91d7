import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { eraseAgain } from "@/lib/privacy/erasure/erase-again";
import { readSuppressions } from "@/lib/privacy/erasure/read-suppressions";
import { openList, sealList } from "@/lib/privacy/erasure/suppression-list";
import { takeStackEnv } from "../media/take-stack-env";

const help = `Erases again everybody whom a restored backup brought back.

  npm run erase:again -- --export erased.json   before: writes the list of erased people, as keyed hashes
  npm run erase:again -- --list erased.json     after a restore: reads the list and erases them again
  npm run erase:again                           the same, by what the database itself still knows

Run the export after every erasure, or every night, and keep the file apart from the database: what a
backup does not know, only the file does. It holds no personal data and is signed with
SUPPRESSION_HASH_KEY, which must be the same as ever.
Uses the service's own variables; without SUPABASE_URL, those of the running local stack.`;

/** `npm run erase:again`: the list out of the database, or back into a restored one. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      export: { type: "string" },
      list: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const source = takeStackEnv(process.env);
  if (values.export !== undefined) {
    const rows = await readSuppressions();
    writeFileSync(values.export, sealList(rows), { mode: 0o600 });
    console.log(`${rows.length} keyed hashes written to ${values.export} (${source}).`);
    return;
  }
  const kept = values.list === undefined ? [] : openList(readFileSync(values.list, "utf8"));
  const done = await eraseAgain(kept, (line) => console.log(line));
  console.log(
    `Done (${source}): ${done.imported} entries taken in, ${done.compared} identities compared, ` +
      `${done.erased} people erased again, ${done.held} held, ${done.failed} failed.`,
  );
  if (done.failed > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "The command failed.");
  process.exit(1);
});
