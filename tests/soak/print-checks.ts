import type { Check } from "./check";

/** One Markdown table, checks and figures in the order in which they are given. */
export function printChecks(heading: string, checks: readonly Check[]): string {
  const rows = checks.map(({ name, expected, actual, ok }) => [
    name,
    expected ?? "",
    actual,
    expected === undefined ? "" : ok ? "ok" : "FAILED",
  ]);
  const lines = [["what", "expected", "actual", ""], ["---", "---", "---", "---"], ...rows];
  const failed = checks.filter(({ ok }) => !ok).length;
  const verdict = failed === 0 ? "All checks hold." : `${failed} checks failed.`;
  return [heading, "", ...lines.map((line) => `| ${line.join(" | ")} |`), "", verdict].join("\n");
}
