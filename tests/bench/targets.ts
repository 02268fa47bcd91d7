import type { Row } from "./print-table";

export type Target = {
  /** The rows it judges, by their name. */
  of: RegExp;
  /** As it stands in the table. */
  wanted: string;
  isMet: (row: Row) => boolean;
};

/** The first number of a row's figure: "138.2 kB" is 138.2. */
const figure = (row: Row) => Number(/-?\d+(\.\d+)?/.exec(row.value ?? "")?.[0] ?? Number.NaN);
const upTo = (of: RegExp, most: number, unit: string): Target => ({
  of,
  wanted: `≤ ${most} ${unit}`,
  isMet: (row) => figure(row) <= most,
});
const p95UpTo = (of: RegExp, most: number): Target => ({
  of,
  wanted: `p95 ≤ ${most} ms`,
  isMet: (row) => (row.p95 ?? Number.NaN) <= most && (row.failures ?? 0) === 0,
});

/** What the issues ask for, each beside the row that answers it. The first that fits counts. */
export const targets: Target[] = [
  upTo(/^p99 of the acknowledgement against/, 3, "×"),
  upTo(/^heap growth from/, 10, "%"),
  p95UpTo(/^turn besides the model/, 150),
  upTo(/^model calls of a turn without tools/, 2, "calls"),
  upTo(/^sessions, first load, compressed JavaScript/, 250, "kB"),
  upTo(/^sessions, largest contentful paint/, 1_500, "ms"),
  upTo(/slowest interaction$/, 100, "ms"),
  p95UpTo(/^(people|search|consent: of a name|media: a common word|tickets: .*parcel)/, 500),
  p95UpTo(/^retention: what the next run removes/, 2_000),
  p95UpTo(/^(scrape|alerts: what holds now|readyz|redrive)\b/, 200),
  // In the background, beside the webhook: no batch may hold its rows for long.
  p95UpTo(/^first batch of a night: /, 1_000),
  p95UpTo(
    /^(sessions|tickets|media|jobs|parked events|audit log|requests|consent|legal holds|staff|transcript|alerts|retention)(:|$)/,
    200,
  ),
  {
    of: /^recall, fused/,
    wanted: "plan by an index",
    isMet: (row) => row.value === "by an index",
  },
  upTo(/^its p99 against the usual one/, 2, "×"),
  {
    of: /^growth of the app's resident memory meanwhile/,
    wanted: "< 64 MB",
    isMet: (row) => figure(row) < 64,
  },
  {
    of: /^media-clean: .* removed while intake goes on/,
    wanted: "none left",
    isMet: (row) => /\(0 rows, 0 files left\)/.test(row.value ?? ""),
  },
  {
    of: /^erasure: \d+ previews/,
    wanted: "100 a minute",
    isMet: (row) => (row.perSecond ?? 0) * 60 >= 100,
  },
  {
    of: /^erasure: \d+ customers/,
    wanted: "20 a minute",
    isMet: (row) => Number(/\((\d+(\.\d+)?) a minute\)/.exec(row.value ?? "")?.[1] ?? 0) >= 20,
  },
  {
    of: /^erasure: tables in which/,
    wanted: "none",
    isMet: (row) => figure(row) === 0,
  },
];

/** What was asked of a row, and whether it holds; undefined for a figure that nobody asked a limit of. */
export function judge(row: Row): { wanted: string; isMet: boolean } | undefined {
  const target = targets.find(({ of }) => of.test(row.name));
  return target && { wanted: target.wanted, isMet: target.isMet(row) };
}
