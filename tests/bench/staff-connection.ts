import pg from "pg";

/** A connection of the superuser. */
export async function connect(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return client;
}

/** From here on the connection is that of a signed-in person. */
export async function becomeStaff(client: pg.Client, id: string): Promise<void> {
  await client.query("select set_config('request.jwt.claims', $1, false)", [
    JSON.stringify({ sub: id, role: "authenticated" }),
  ]);
  await client.query("set role authenticated");
}

/** From here on the connection is that of the app. */
export async function becomeService(client: pg.Client): Promise<void> {
  await client.query(
    `select set_config('request.jwt.claims', '{"role": "service_role"}', false); set role service_role`,
  );
}
