import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { auditCopy } from "@/components/copy/audit";

const folder = join(import.meta.dirname, "../../../supabase/migrations");
const sql = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

it("every act and kind that the database writes down has words", () => {
  const calls = [...sql.matchAll(/public\.audit\(\s*'([a-z_]+)'\s*(\|\|)?[^,]*,\s*'([a-z_]+)'/g)];
  expect(calls.length).toBeGreaterThan(40);
  const missing = calls.flatMap(([, action = "", isPrefix, kind = ""]) => [
    ...(isPrefix || auditCopy.actions[action] ? [] : [action]),
    ...(auditCopy.kinds[kind] ? [] : [kind]),
  ]);
  expect([...new Set(missing)]).toEqual([]);
});
