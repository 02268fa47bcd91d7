import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";

export type Role = "service_role" | "authenticated" | "anon";

/** int8 comes as text from the driver; our sequences stay far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A database of its own for one test file, cloned from the migrated template. `as` gives a connection
 * that acts as a role with a signed-in user's claims, exactly as PostgREST would set them.
 */
export function openTestDatabase() {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const clients: pg.Client[] = [];
  const connectTo = async (database: string) => {
    const client = new pg.Client({
      host: "127.0.0.1",
      port: inject("postgresPort"),
      user: "postgres",
      password: "postgres",
      database,
    });
    await client.connect();
    return client;
  };
  const open = async () => {
    const client = await connectTo(name);
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    const admin = await connectTo("postgres");
    await admin.query(`create database ${name} template template_parcelo`);
    await admin.end();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    const admin = await connectTo("postgres");
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });

  return {
    superuser: open,
    async as(role: Role, userId?: string) {
      const client = await open();
      const claims = JSON.stringify(userId ? { sub: userId, role } : { role });
      await client.query("select set_config('request.jwt.claims', $1, false)", [claims]);
      await client.query(`set role ${role}`);
      return client;
    },
  };
}

/** Calls a function that returns jsonb, with arguments passed as PostgREST would. */
export async function call<T = Record<string, unknown>>(
  client: pg.Client,
  name: string,
  ...values: unknown[]
): Promise<T> {
  const marks = values.map((_, index) => `$${index + 1}`).join(", ");
  const bound = values.map((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? JSON.stringify(value)
      : value,
  );
  const result = await client.query<{ r: T }>(`select public.${name}(${marks}) as r`, bound);
  const [row] = result.rows;
  if (!row) throw new Error(`${name} returned no row`);
  return row.r;
}
