import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { citext } from "@electric-sql/pglite/contrib/citext";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { uuid_ossp } from "@electric-sql/pglite/contrib/uuid_ossp";
import { vector } from "@electric-sql/pglite-pgvector";

/** The search path of a hosted project's `postgres` login. */
export const SUPERUSER_SEARCH_PATH = `set search_path to "$user", public, extensions`;

/** Kept modest: PGlite gives the whole of shared_buffers to one process, on a developer's machine. */
const SETTINGS = [
  "shared_buffers=32MB",
  "max_wal_size=64MB",
  "min_wal_size=32MB",
  "wal_level=minimal",
  "max_wal_senders=0",
];

/**
 * Opens PGlite with the extensions of a hosted project. `directory` null keeps everything in memory;
 * `snapshot` fills a new database from a dumped one.
 */
export async function openPostgres(directory: string | null, snapshot?: Blob): Promise<PGlite> {
  const postgres = await PGlite.create({
    ...(directory === null ? {} : { dataDir: directory }),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])],
    extensions: { vector, pgcrypto, pg_trgm, unaccent, uuid_ossp, citext, btree_gist },
  });
  await postgres.exec(`${SUPERUSER_SEARCH_PATH}; set time zone 'UTC'`);
  return postgres;
}
