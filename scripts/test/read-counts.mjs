import { existsSync, readFileSync } from "node:fs";

/** @typedef {{passed: number, failed: number, skipped: number, unsteady: number}} Counts */

/** @param {unknown} value */
const number = (value) => (typeof value === "number" ? value : 0);

/**
 * Reads the counts of a JSON report. A test file that could not run at all counts as one failure;
 * a browser test that passed only when it was repeated counts as passed and as unsteady.
 * @param {"vitest" | "playwright"} kind @param {string} file @returns {Counts}
 */
export function readCounts(kind, file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  if (kind === "vitest") {
    const brokenFiles = (report.testResults ?? []).filter(
      (/** @type {{status: string, assertionResults: unknown[]}} */ result) =>
        result.status === "failed" && result.assertionResults.length === 0,
    ).length;
    return {
      passed: number(report.numPassedTests),
      failed: number(report.numFailedTests) + brokenFiles,
      skipped: number(report.numPendingTests) + number(report.numTodoTests),
      unsteady: 0,
    };
  }
  return {
    passed: number(report.stats?.expected) + number(report.stats?.flaky),
    failed: number(report.stats?.unexpected) + (report.errors ?? []).length,
    skipped: number(report.stats?.skipped),
    unsteady: number(report.stats?.flaky),
  };
}
