/** One row of the table. Without `expected` it is a figure and no check. */
export type Check = { name: string; expected?: string; actual: string; ok: boolean };

/** A count that must be exactly so. */
export const exactly = (name: string, expected: number, actual: number): Check => ({
  name,
  expected: String(expected),
  actual: String(actual),
  ok: actual === expected,
});

/** A count that must be nought; names a few of the rows that are too many, by id only. */
export const none = (name: string, found: readonly string[]): Check => ({
  name,
  expected: "0",
  actual:
    found.length === 0
      ? "0"
      : `${found.length} (${found.slice(0, 3).join(", ")}${found.length > 3 ? ", …" : ""})`,
  ok: found.length === 0,
});

export const figure = (name: string, actual: string | number): Check => ({
  name,
  actual: String(actual),
  ok: true,
});

/** `a: 3, b: 1`, the most first. */
export function tally(values: readonly string[]): string {
  const counts = [...Map.groupBy(values, (value) => value)].map(
    ([value, all]) => [value, all.length] as const,
  );
  const sorted = counts.toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return sorted.map(([value, count]) => `${value}: ${count}`).join(", ") || "none";
}
