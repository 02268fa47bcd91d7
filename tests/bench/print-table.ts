import { judge } from "./targets";

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

const headings = [
  ...["what", "per second", "p50 ms", "p95 ms", "p99 ms", "failed", "figure", "target", ""],
];

/** One Markdown table of all rows, each with what was asked of it; above it what machine and commit they belong to. */
export function printTable(rows: readonly Row[], run: string): string {
  const lines = [headings, headings.map(() => "---"), ...rows.map(cells)];
  return [run, "", ...lines.map((line) => `| ${line.join(" | ")} |`), "", summary(rows)].join("\n");
}

function cells(row: Row): string[] {
  const figure = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? "";
  const judged = judge(row);
  return [
    row.name,
    figure(row.perSecond, 0),
    figure(row.p50, 1),
    figure(row.p95, 1),
    figure(row.p99, 1),
    row.failures === undefined ? "" : String(row.failures),
    row.value ?? "",
    judged?.wanted ?? "",
    judged === undefined ? "" : judged.isMet ? "met" : "**not met**",
  ];
}

function summary(rows: readonly Row[]): string {
  const judged = rows.flatMap((row) => judge(row) ?? []);
  const missed = judged.filter(({ isMet }) => !isMet).length;
  return `${judged.length} targets, ${missed === 0 ? "all met" : `${missed} not met`}. \`npm run check:scale\` adds 100,000 searches without a foreign word, \`npm run eval:recall\` what recall finds, \`npm run check:container\` the time to start.`;
}
