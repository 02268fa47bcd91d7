import { execFileSync } from "node:child_process";
import os from "node:os";

export type Row = {
  name: string;
  perSecond?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  failures?: number;
  /** Instead of a rate and latencies: one figure with its unit. */
  value?: string;
};

const headings = ["what", "per second", "p50 ms", "p95 ms", "p99 ms", "failed", "figure"];

/** One Markdown table of all rows, with the machine, date and commit that they belong to. */
export function printTable(rows: readonly Row[]): string {
  const lines = [headings, headings.map(() => "---"), ...rows.map(cells)];
  return [`${describeRun()}`, "", ...lines.map((line) => `| ${line.join(" | ")} |`)].join("\n");
}

function cells(row: Row): string[] {
  const figure = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? "";
  return [
    row.name,
    figure(row.perSecond, 0),
    figure(row.p50, 1),
    figure(row.p95, 1),
    figure(row.p99, 1),
    row.failures === undefined ? "" : String(row.failures),
    row.value ?? "",
  ];
}

function describeRun(): string {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0]?.toFixed(2);
  return `${new Date().toISOString()} · commit ${commit} · ${os.cpus().length} × ${cpu?.model.trim()} · ${memory} GiB · Node ${process.version} · load ${load}`;
}
