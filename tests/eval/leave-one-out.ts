import type { Answers } from "./ask-questions";
import { type Answered, type Figures, figuresOf } from "./metrics";

export type LeftOut = { dialogue: string; vector_weight: number };

/** The weight of the vectors chosen on all dialogues but one and measured on that one, for each in turn. */
export function leaveOneOut(answersOf: ReadonlyMap<string, Answers>): {
  fused: Figures;
  chosen: LeftOut[];
} {
  const measured: Answered[] = [];
  const chosen: LeftOut[] = [];
  for (const [dialogue, answers] of answersOf) {
    const others = [...answersOf].filter(([id]) => id !== dialogue).map(([, each]) => each);
    const weights = [...answers.byWeight.keys()];
    const scores = weights.map((weight) => {
      const pooled = others.flatMap((each) => each.byWeight.get(weight) ?? []);
      const { hit_at_5, mrr } = figuresOf(pooled);
      return hit_at_5 + mrr;
    });
    const weight = weights[scores.indexOf(Math.max(...scores))];
    if (weight === undefined) continue;
    chosen.push({ dialogue, vector_weight: weight });
    measured.push(...(answers.byWeight.get(weight) ?? []));
  }
  return { fused: figuresOf(measured), chosen };
}
