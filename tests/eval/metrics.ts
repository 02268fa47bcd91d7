export type Figures = {
  questions: number;
  hit_at_5: number;
  recall_at_5: number;
  mrr: number;
  p50_ms: number;
  p95_ms: number;
};
export type Answered = { category: number; gold: Set<string>; found: string[]; ms: number };

/** Figures of one set of answered questions; the reciprocal rank looks 50 deep. */
export function figuresOf(answered: readonly Answered[]): Figures {
  const mean = (of: (each: Answered) => number) =>
    answered.length === 0 ? 0 : answered.reduce((sum, each) => sum + of(each), 0) / answered.length;
  const times = answered.map((each) => each.ms).sort((a, b) => a - b);
  return {
    questions: answered.length,
    hit_at_5: mean((each) => (goldIn(each, 5) > 0 ? 1 : 0)),
    recall_at_5: mean((each) => goldIn(each, 5) / each.gold.size),
    mrr: mean((each) => {
      const rank = each.found.slice(0, 50).findIndex((id) => each.gold.has(id));
      return rank === -1 ? 0 : 1 / (rank + 1);
    }),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
  };
}

function goldIn({ gold, found }: Answered, depth: number): number {
  return found.slice(0, depth).filter((id) => gold.has(id)).length;
}

/** Nearest rank; of sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
