import { scannedTables } from "../database/scan-counts";
import { explainInside } from "./explain-inside";
import { percentile } from "./percentile";
import type { Row } from "./print-table";
import { serviceCalls } from "./service-calls";
import { becomeService, connect } from "./staff-connection";

type Options = {
  say: (text: string) => void;
  onPlans?: (name: string, plans: string[]) => void;
};

/** What the service asks by itself at this size; a call that reads a large table from end to end counts as failed. */
export async function measureServiceCalls(
  address: string,
  tables: string[],
  { say, onPlans }: Options,
): Promise<Row[]> {
  const [watcher, service, owner] = [
    await connect(address),
    await connect(address),
    await connect(address),
  ];
  const rows: Row[] = [];
  try {
    await becomeService(service);
    // Hours of seeded rows are not counted by a scrape; the job of every minute has done so by now.
    for (let more = true; more; ) {
      const counted = await service.query(
        "select public.count_metrics(clock_timestamp(), 60) as counted",
      );
      more = counted.rows[0]?.counted?.more === true;
    }
    for (const { name, sql, rounds, asOwner } of serviceCalls) {
      const client = asOwner ? owner : service;
      const times: number[] = [];
      const scanned = await scannedTables(client, watcher, tables, async () => {
        for (let n = 0; n < rounds + 2; n += 1) {
          if (asOwner) await client.query("begin");
          const startedAt = performance.now();
          await client.query(`select ${sql}`);
          if (n >= 2) times.push(performance.now() - startedAt);
          if (asOwner) await client.query("rollback");
        }
      });
      onPlans?.(name, await explainInside(address, asOwner ? "owner" : "service", { sql }));
      const p95 = percentile(times, 0.95);
      say(`${name}: p95 ${p95.toFixed(1)} ms${scanned.length > 0 ? `, scans ${scanned}` : ""}`);
      rows.push({
        name,
        p50: percentile(times, 0.5),
        p95,
        p99: percentile(times, 0.99),
        failures: scanned.length,
        value: scanned.length > 0 ? `scans ${scanned.join(", ")}` : "no scan",
      });
    }
  } finally {
    await Promise.all([watcher, service, owner].map((client) => client.end()));
  }
  return rows;
}
