import type { ConsoleList } from "./console-lists";
import { becomeStaff, connect } from "./staff-connection";

/** Plans of every statement that a list runs, those inside functions too, which `explain` does not show. */
export async function explainInside(
  address: string,
  staffId: string,
  list: ConsoleList,
): Promise<string[]> {
  const client = await connect(address);
  const plans: string[] = [];
  client.on("notice", (notice) => plans.push(notice.message ?? ""));
  try {
    await client.query(
      "load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice",
    );
    await becomeStaff(client, staffId);
    await client.query(`select ${list.sql}`, list.args ?? []);
  } finally {
    await client.end();
  }
  return plans;
}
