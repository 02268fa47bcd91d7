import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "../setup/ensure-chromium.mjs";
import { findRuntime, runtimeEnv } from "../setup/find-runtime.mjs";
import { runInherited } from "../setup/run-inherited.mjs";
import { Sentence, say, seconds } from "../setup/say.mjs";
import { readCounts } from "./read-counts.mjs";

/**
 * @typedef {import("./groups.mjs").Group} Group
 * @typedef {import("./read-counts.mjs").Counts & {name: string, ok: boolean, took: number}} Outcome
 */

/** @param {Group} group @param {string} report @returns {Promise<number>} exit code */
async function runCommands(group, report) {
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
    const code = await runInherited(findRuntime(), args, runtimeEnv(extra));
    if (code !== 0) return code;
  }
  return 0;
}

/** @param {Group} group @param {string} folder @returns {Promise<Outcome>} */
async function runGroup(group, folder) {
  const started = Date.now();
  const report = join(folder, `${group.name}.json`);
  const code = await runCommands(group, report);
  const counts = group.counts
    ? readCounts(group.counts, report)
    : { passed: 0, failed: 0, skipped: 0 };
  const ok = code === 0 && counts.failed === 0 && counts.skipped === 0;
  // A group that fails without naming a test (lint, a crash) still counts as one failure.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name: group.name, ok, took: Date.now() - started, ...counts };
}

/** @param {Outcome} outcome */
function describe({ name, ok, took, passed, failed, skipped }) {
  const tests = passed + failed + skipped > 0 ? `  ${passed} passed, ${failed} failed` : "";
  const left = skipped > 0 ? `, ${skipped} skipped (a skipped test counts as a failure)` : "";
  return `  ${ok ? "ok  " : "FAIL"}  ${name.padEnd(15)} ${seconds(took).padStart(8)}${tests}${left}`;
}

/**
 * Runs the groups in order and stops at the first that fails. The last line printed is always
 * `N passed, N failed`.
 * @param {Group[]} groups @returns {Promise<number>} exit code
 */
export async function runGroups(groups) {
  const folder = mkdtempSync(join(tmpdir(), "parcelo-test-"));
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const group of groups) {
      say(`\n=== ${group.title} (${group.name}) ===`);
      const outcome = await runGroup(group, folder);
      outcomes.push(outcome);
      if (!outcome.ok) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  say("\n=== Summary ===");
  for (const outcome of outcomes) say(describe(outcome));
  for (const { name } of groups.slice(outcomes.length)) say(`  not run  ${name}`);
  const sum = (/** @type {"passed" | "failed" | "skipped" | "took"} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  say(`  total ${seconds(sum("took"))}\n`);
  say(`${sum("passed")} passed, ${sum("failed") + sum("skipped")} failed`);
  return outcomes.length === groups.length && outcomes.every(({ ok }) => ok) ? 0 : 1;
}
