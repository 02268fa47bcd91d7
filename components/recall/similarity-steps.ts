import type { RecallFigures } from "@/lib/recall/console-schemas";

export type SimilarityStep = { label: string; above: number; below: number };

const stepWidth = 0.05;

/**
 * All steps of 0.05 from the lowest that has a hit (or the floor) to 1, each counted over or under the
 * floor; the step in which the floor lies counts as over. Pure.
 */
export function similaritySteps(
  similarities: RecallFigures["similarities"],
  floor: number,
): SimilarityStep[] {
  const stepOf = (value: number) => Math.floor(value / stepWidth + 1e-9);
  const counts = new Map(
    similarities.map(({ from, injected, cut }) => [stepOf(from), injected + cut]),
  );
  const first = Math.min(stepOf(floor), ...counts.keys());
  return Array.from({ length: 20 - first }, (_, place) => {
    const step = first + place;
    const count = counts.get(step) ?? 0;
    const isAbove = step >= stepOf(floor);
    return {
      label: (step * stepWidth).toFixed(2),
      above: isAbove ? count : 0,
      below: isAbove ? 0 : count,
    };
  });
}
