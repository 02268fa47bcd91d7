import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { databaseFamilies } from "@/lib/metrics/families";
import { processMetrics } from "@/lib/metrics/process-metrics";

const text = readFileSync(new URL("../../../docs/log-events.md", import.meta.url), "utf8");
const rows = [...text.matchAll(/^\| `(parcelo_\w+)` \| (\w+) \| (\w+) \|/gm)].map(
  ([, name, type, from]) => `${name} ${type} ${from}`,
);

describe("the table of metrics", () => {
  it("names each figure of the database and of a process, with its type, and no other", () => {
    const ofDatabase = Object.entries(databaseFamilies).map(
      ([name, { type }]) => `${name} ${type} database`,
    );
    const ofProcess = processMetrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => !/^parcelo_(process|nodejs)_/.test(name))
      .map((name) => `${name} histogram process`);
    // The one line that the endpoint writes itself.
    const own = "parcelo_database_up gauge process";
    expect(rows.sort()).toEqual([...ofDatabase, ...ofProcess, own].sort());
  });
});
