import { writeFileSync } from "node:fs";
import { describeRun, runInWords } from "./describe-run";
import { groups } from "./groups";
import { printTable, type Row } from "./print-table";
import { readOptions } from "./read-options";
import { judge } from "./targets";

/**
 * `npm run bench`: all groups, one table. `-- name …` runs some, `--skip name,…` leaves some out, `--small`
 * takes smaller databases, `--json file` writes the same as JSON, `--plans file` keeps the plans of the lists,
 * `--list` tells the groups and their time. Ends by itself; a group that fails costs only its own rows.
 */
const options = readOptions(
  process.argv.slice(2),
  groups.map(({ name }) => name),
);
const chosen = groups.filter(
  ({ name }) =>
    (options.only.length === 0 || options.only.includes(name)) && !options.skip.includes(name),
);
if (options.list) {
  for (const { name, about, minutes } of groups)
    console.log(`${name.padEnd(16)} about ${String(minutes).padStart(2)} min  ${about}`);
} else {
  await measureAll();
}

async function measureAll(): Promise<void> {
  const run = describeRun();
  const minutes = chosen.reduce((sum, group) => sum + group.minutes, 0);
  console.error(`${chosen.length} groups, about ${minutes} minutes in all.`);
  const measured: { group: string; seconds: number; rows: Row[] }[] = [];
  for (const { name, measure, minutes: about } of chosen) {
    console.error(`Measuring: ${name} (about ${about} min)`);
    const from = performance.now();
    try {
      const rows = await measure(options);
      measured.push({ group: name, seconds: (performance.now() - from) / 1_000, rows });
    } catch (error) {
      console.error(`${name} failed:`, error);
      process.exitCode = 1;
    }
  }
  const rows = measured.flatMap((each) => each.rows);
  console.log(printTable(rows, runInWords(run)));
  for (const { group, seconds } of measured) console.log(`${group}: ${seconds.toFixed(0)} s`);
  if (!options.jsonFile) return;
  const withTargets = measured.map((each) => ({
    ...each,
    rows: each.rows.map((row) => ({ ...row, ...judge(row) })),
  }));
  writeFileSync(options.jsonFile, `${JSON.stringify({ run, groups: withTargets }, null, 2)}\n`);
}
