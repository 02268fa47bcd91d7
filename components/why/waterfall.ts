export type WaterfallStep = { step: string; start: number; ms: number };

/** In the order in which a turn goes; recall runs beside triage. */
const order = [
  "quiet",
  "claim",
  "recall",
  "triage",
  "assemble",
  "model",
  "tools",
  "commit",
  "send",
] as const;
const besideTheNext = new Set<string>(["recall"]);

/** Where each step of a turn began and how long it took, from the milliseconds by step. Pure. */
export function waterfall(latencyMs: { [step: string]: number }): {
  steps: WaterfallStep[];
  total: number;
} {
  const named = new Set<string>(order);
  const names = [...order, ...Object.keys(latencyMs).filter((name) => !named.has(name))];
  const steps: WaterfallStep[] = [];
  let start = 0;
  let total = 0;
  for (const step of names) {
    const ms = latencyMs[step];
    if (ms === undefined) continue;
    steps.push({ step, start, ms });
    total = Math.max(total, start + ms);
    start = besideTheNext.has(step) ? start : total;
  }
  return { steps, total };
}
