export type WindowState = { kind: "open" | "closing" | "closed"; left: number };

const closingMs = 2 * 3_600_000;

/** How the 24-hour window stands; null when the customer never opened one. */
export function windowState(expiresAt: string | null, now: number): WindowState | null {
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return { kind: "closed", left: 0 };
  return { kind: left < closingMs ? "closing" : "open", left };
}

/** `9:05`: minutes and seconds, for the last stretch. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
