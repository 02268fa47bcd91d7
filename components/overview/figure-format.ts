const whole = new Intl.NumberFormat("en-GB");
const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

/** `12,636` */
export const formatCount = (value: number): string => whole.format(value);

/** `1.2K`, for axes. */
export const formatCompact = (value: number): string => compact.format(value);

/** `640 ms`, `8.9 s`, `2 min 05 s`: waits of customers. */
export function formatWait(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** `$0.0042`, `$1.23`, `$1,204`: two digits that say something, whatever the size. */
export function formatUsd(value: number): string {
  if (value === 0) return "$0";
  const digits = value >= 100 ? 0 : value >= 0.1 ? 2 : 4;
  return `$${value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** `+6 %`, `−12 %`, null when there was nothing before to compare with. */
export function formatChange(now: number, before: number): string | null {
  if (before === 0) return null;
  const share = Math.round(((now - before) / before) * 100);
  if (share === 0) return "±0 %";
  return `${share > 0 ? "+" : "−"}${Math.abs(share)} %`;
}
