import { readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openDatabase } from "../local/supabase/database/open-database";
import { introspect } from "./database-types/introspect";
import { renderTypes } from "./database-types/render-types";

const MIGRATIONS = fileURLToPath(new URL("../supabase/migrations", import.meta.url));
const TYPES = fileURLToPath(new URL("../lib/supabase/database.types.ts", import.meta.url));

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    migrations: { type: "string", default: MIGRATIONS },
    out: { type: "string", default: TYPES },
  },
});

/** Applies the migrations to an empty database in memory and writes, or with --check compares, its types. */
async function generate(): Promise<void> {
  const { postgres } = await openDatabase({
    dataDir: null,
    migrationsDir: values.migrations,
    seedFile: null,
  });
  const types = await introspect(postgres)
    .then(renderTypes)
    .finally(() => postgres.close());
  const current = await readFile(values.out, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  if (current === types) {
    console.log("lib/supabase/database.types.ts agrees with supabase/migrations.");
    return;
  }
  if (values.check) {
    console.error(
      "lib/supabase/database.types.ts does not agree with supabase/migrations. Run «npm run db:types» and commit the file.",
    );
    process.exitCode = 1;
    return;
  }
  await writeFile(`${values.out}.new`, types);
  await rename(`${values.out}.new`, values.out);
  console.log(`Wrote ${values.out}`);
}

generate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
