import { becomeService, becomeStaff, connect } from "./staff-connection";

/** A member of staff by id, the service, or the owner of the tables. */
type Actor = { staffId: string } | "service" | "owner";

/** Plans of every statement that a call runs, those inside functions too, which `explain` does not show; then takes it back. */
export async function explainInside(
  address: string,
  actor: Actor,
  call: { sql: string; args?: unknown[] },
): Promise<string[]> {
  const client = await connect(address);
  const plans: string[] = [];
  client.on("notice", (notice) => plans.push(notice.message ?? ""));
  try {
    await client.query(
      "load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice",
    );
    if (actor === "service") await becomeService(client);
    else if (actor !== "owner") await becomeStaff(client, actor.staffId);
    await client.query("begin");
    await client.query(`select ${call.sql}`, call.args ?? []);
    await client.query("rollback");
  } finally {
    await client.end();
  }
  return plans;
}
