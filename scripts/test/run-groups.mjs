import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureChromium } from "../setup/ensure-chromium.mjs";
import { findRuntime, runtimeEnv } from "../setup/find-runtime.mjs";
import { runInherited } from "../setup/run-inherited.mjs";
import { Sentence, say, seconds } from "../setup/say.mjs";
import { readCounts } from "./read-counts.mjs";
import { describeTrouble, readTroubles } from "./read-troubles.mjs";

/**
 * @typedef {import("./groups.mjs").Group} Group
 * @typedef {import("./read-counts.mjs").Counts & {name: string, ok: boolean, took: number,
 *   troubles: import("./read-troubles.mjs").Trouble[]}} Outcome
 */

/**
 * @param {Group} group @param {string} report @param {(chunk: Buffer) => void} [hear]
 * @returns {Promise<number>} exit code
 */
async function runCommands(group, report, hear) {
  /** @type {Record<string, string>} */
  const extra = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  try {
    if (group.needsChromium) extra.PLAYWRIGHT_CHROMIUM = await ensureChromium();
  } catch (error) {
    if (!(error instanceof Sentence)) throw error;
    say(error.message);
    return 1;
  }
  for (const args of group.commands(report)) {
    const code = await runInherited(findRuntime(), args, runtimeEnv(extra), hear);
    if (code !== 0) return code;
  }
  return 0;
}

/**
 * @param {Group} group @param {string} folder @param {(chunk: Buffer) => void} [hear]
 * @returns {Promise<Outcome>}
 */
async function runGroup(group, folder, hear) {
  const started = Date.now();
  const report = join(folder, `${group.name}.json`);
  const code = await runCommands(group, report, hear);
  const counts = group.counts
    ? readCounts(group.counts, report)
    : { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
  const troubles = group.counts ? readTroubles(group.counts, report) : [];
  const ok = code === 0 && counts.failed === 0 && counts.skipped === 0;
  // A group that fails without naming a test (lint, a crash) still counts as one failure.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name: group.name, ok, took: Date.now() - started, troubles, ...counts };
}

/** @param {Outcome} outcome */
function describe({ name, ok, took, passed, failed, skipped, unsteady }) {
  const tests = passed + failed + skipped > 0 ? `  ${passed} passed, ${failed} failed` : "";
  const left = skipped > 0 ? `, ${skipped} skipped (a skipped test counts as a failure)` : "";
  const again = unsteady > 0 ? `, ${unsteady} only at the second try (named above: mend them)` : "";
  return `  ${ok ? "ok  " : "FAIL"}  ${name.padEnd(15)} ${seconds(took).padStart(8)}${tests}${left}${again}`;
}

/** Groups of one stage run side by side; a stage begins when the one before it has ended. @param {Group[]} groups */
function stagesOf(groups) {
  /** @type {Map<number, Group[]>} */
  const stages = new Map();
  for (const group of groups) stages.set(group.stage, [...(stages.get(group.stage) ?? []), group]);
  return [...stages.values()];
}

/** @param {Buffer} output */
const lastLines = (output) =>
  stripVTControlCharacters(output.toString()).trimEnd().split("\n").slice(-12).join("\n");

/** @param {Group[]} stage @param {string} folder @returns {Promise<Outcome[]>} */
function runStage(stage, folder) {
  const headline = (/** @type {Group} */ { title, name }) => say(`\n=== ${title} (${name}) ===`);
  const [only, ...others] = stage;
  if (only && others.length === 0) {
    headline(only);
    return runGroup(only, folder).then((outcome) => [outcome]);
  }
  say(`\n=== Side by side: ${stage.map(({ name }) => name).join(", ")} ===`);
  return Promise.all(
    stage.map(async (group) => {
      // Held back until the group has ended, so that two outputs do not mix.
      /** @type {Buffer[]} */
      const heard = [];
      const outcome = await runGroup(group, folder, (chunk) => heard.push(chunk));
      headline(group);
      const output = Buffer.concat(heard);
      process.stdout.write(output);
      // Others printed after it: what it ended with is repeated in the summary.
      if (!outcome.ok && outcome.troubles.length === 0)
        outcome.troubles.push({ test: "its last lines", again: false, error: lastLines(output) });
      return outcome;
    }),
  );
}

/**
 * Runs the groups stage by stage and stops after the first stage that fails. The tests that failed or needed a
 * second try are named at the end; the last line printed is always `N passed, N failed`.
 * @param {Group[]} groups @returns {Promise<number>} exit code
 */
export async function runGroups(groups) {
  const folder = mkdtempSync(join(tmpdir(), "parcelo-test-"));
  /** @type {Outcome[]} */
  const outcomes = [];
  const started = Date.now();
  try {
    for (const stage of stagesOf(groups)) {
      outcomes.push(...(await runStage(stage, folder)));
      if (outcomes.some(({ ok }) => !ok)) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  const took = seconds(Date.now() - started);
  say("\n=== Summary ===");
  for (const outcome of outcomes) say(describe(outcome));
  for (const { name } of groups.slice(outcomes.length)) say(`  not run  ${name}`);
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  say(`  total ${took}\n`);
  for (const { name, troubles } of outcomes)
    for (const trouble of troubles) say(`${describeTrouble(name, trouble)}\n`);
  say(`${sum("passed")} passed, ${sum("failed") + sum("skipped")} failed`);
  return outcomes.length === groups.length && outcomes.every(({ ok }) => ok) ? 0 : 1;
}
