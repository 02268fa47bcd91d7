/** Interval of a poll in milliseconds: slower while nobody looks at the tab. The server never polls. */
export function pollInterval(everyMs: number, hiddenEveryMs: number | false): number | false {
  if (typeof document === "undefined") return false;
  return document.hidden ? hiddenEveryMs : everyMs;
}
