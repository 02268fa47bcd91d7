import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { rootFolder } from "../setup/root-folder.mjs";

/**
 * A test that failed, or that passed only at its second try.
 * @typedef {{test: string, again: boolean, error: string}} Trouble
 * @typedef {{message?: string, stack?: string}} ReportedError
 * @typedef {{status: string, assertionResults?: {fullName: string, status: string, failureMessages?: string[]}[],
 *   name?: string, message?: string}} VitestFile
 * @typedef {{projectName: string, status: string, results?: {errors?: ReportedError[]}[]}} BrowserRun
 * @typedef {{title: string, specs?: {title: string, tests?: BrowserRun[]}[], suites?: BrowserSuite[]}} BrowserSuite
 */

/** @param {string} error */
const plain = (error) => stripVTControlCharacters(error).trim();

/** @param {VitestFile[]} files @returns {Trouble[]} */
function ofVitest(files) {
  return files.flatMap(({ status, assertionResults = [], name = "", message = "" }) => {
    const file = relative(rootFolder, name);
    const tests = assertionResults.flatMap(({ fullName, status, failureMessages = [] }) => {
      // A test that passed with an error recorded has been tried again.
      const again = status === "passed" && failureMessages.length > 0;
      if (status === "passed" && !again) return [];
      return [{ test: `${file} > ${fullName}`, again, error: plain(failureMessages[0] ?? status) }];
    });
    // The file itself could not run: an import or a hook outside of any test.
    if (status === "failed" && tests.every(({ again }) => again))
      tests.push({ test: file, again: false, error: plain(message) });
    return tests;
  });
}

/** @param {BrowserSuite} suite @param {string[]} path @returns {Trouble[]} */
function ofBrowserSuite({ title, specs = [], suites = [] }, path = []) {
  const inside = [...path, title];
  const own = specs.flatMap((spec) =>
    (spec.tests ?? [])
      .filter(({ status }) => status !== "expected")
      .map(({ projectName, status, results = [] }) => {
        const failed = results.flatMap(({ errors = [] }) => errors)[0];
        return {
          test: `[${projectName}] ${[...inside, spec.title].join(" > ")}`,
          again: status === "flaky",
          error: plain(failed?.message ?? failed?.stack ?? status),
        };
      }),
  );
  return [...own, ...suites.flatMap((child) => ofBrowserSuite(child, inside))];
}

/**
 * Names the tests of a JSON report that failed, were skipped or needed a second try, each with its first error.
 * @param {"vitest" | "playwright"} kind @param {string} file @returns {Trouble[]}
 */
export function readTroubles(kind, file) {
  if (!existsSync(file)) return [];
  const report = JSON.parse(readFileSync(file, "utf8"));
  if (kind === "vitest") return ofVitest(report.testResults ?? []);
  const outside = (report.errors ?? []).map((/** @type {ReportedError} */ error) => ({
    test: "outside of any test",
    again: false,
    error: plain(error.message ?? error.stack ?? ""),
  }));
  return [
    ...outside,
    ...(report.suites ?? []).flatMap((/** @type {BrowserSuite} */ suite) => ofBrowserSuite(suite)),
  ];
}

const mostLines = 12;
const widest = 200;

/**
 * What the summary prints about one test: its name and the first lines of its first error.
 * @param {string} group @param {Trouble} trouble
 */
export function describeTrouble(group, { test, again, error }) {
  const lines = error.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.slice(0, mostLines).map((line) => `        ${line.slice(0, widest)}`);
  if (lines.length > mostLines)
    shown.push(`        … ${lines.length - mostLines} lines more above`);
  return [`  ${again ? "SECOND TRY" : "FAILED"}  ${group}: ${test}`, ...shown].join("\n");
}
