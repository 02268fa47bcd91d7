import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSupabase } from "../../local/supabase/start-supabase";
import { recallBeside } from "../bench/measure-recall";
import { judge, recallAll, someQueries } from "../database/recall-queries";
import { createWorld } from "../database/recall-world";

const { values } = parseArgs({
  options: {
    queries: { type: "string", default: "100000" },
    chunks: { type: "string", default: "200000" },
  },
});
const migrationsDir = join(import.meta.dirname, "../../supabase/migrations");

await checkForeign(Number(values.queries));
await measureLatency(Number(values.chunks));

/** P14 at length: random searches over 50 customers must show nothing that is not theirs to see. */
async function checkForeign(count: number) {
  const supabase = await startSupabase({ dataDir: null, migrationsDir });
  try {
    const world = await createWorld(supabase.query, 50);
    const total = { shown: 0, foreign: 0, window: 0, newer: 0, unsaid: 0 };
    for (let at = 0; at < count; at += 5_000) {
      const queries = someQueries(world, Math.min(5_000, count - at), at + 1, null);
      const { shown, wrong } = judge(world, await recallAll(supabase.query, queries));
      total.shown += shown;
      for (const reason of ["foreign", "window", "newer", "unsaid"] as const)
        total[reason] += wrong[reason];
      console.error(`${at + queries.length} searches`);
    }
    console.log(`${count} searches over 50 customers:`, total);
    if (total.foreign + total.window + total.newer + total.unsaid > 0) process.exitCode = 1;
  } finally {
    await supabase.close();
  }
}

/** Latency of the search in SQL beside many other chunks. */
async function measureLatency(chunks: number) {
  const { measured } = await recallBeside(chunks, console.error);
  const ms = (figures: { p50_ms: number; p95_ms: number }) =>
    `${figures.p50_ms.toFixed(0)} / ${figures.p95_ms.toFixed(0)}`;
  console.table(
    measured.map((each) => ({
      "chunks of the customer": each.chunks,
      "fused p50/p95 ms": ms(each.fused),
      "lexical p50/p95 ms": ms(each.lexical),
      "vector p50/p95 ms": ms(each.vector),
    })),
  );
  for (const each of measured) {
    console.log(`Plan for ${each.chunks} chunks:\n${each.plan}\n`);
    if (!/Index/.test(each.plan)) process.exitCode = 1;
  }
}
