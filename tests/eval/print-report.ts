import type { leaveOneOut } from "./leave-one-out";
import { type Answered, type Figures, figuresOf } from "./metrics";

export type Report = {
  dialogues: number;
  arms: Record<string, { all: Figures; by_category: Record<string, Figures> }>;
  leave_one_out?: ReturnType<typeof leaveOneOut>;
};

/** Figures of each arm, over all questions and by category; a category without questions is left out. */
export function reportOf(
  answered: Record<string, Answered[]>,
  categories: readonly number[],
): Pick<Report, "arms"> {
  const one = (each: Answered[]) => ({
    all: figuresOf(each),
    by_category: Object.fromEntries(
      categories.flatMap((category) => {
        const within = each.filter((question) => question.category === category);
        return within.length === 0 ? [] : [[String(category), figuresOf(within)]];
      }),
    ),
  });
  return {
    arms: Object.fromEntries(Object.entries(answered).map(([arm, each]) => [arm, one(each)])),
  };
}

export function printReport(report: Report): void {
  const line = (name: string, category: string, figures: Figures) => ({
    search: name,
    category,
    questions: figures.questions,
    "hit@5": figures.hit_at_5.toFixed(3),
    "recall@5": figures.recall_at_5.toFixed(3),
    MRR: figures.mrr.toFixed(3),
    "p50 ms": figures.p50_ms.toFixed(1),
    "p95 ms": figures.p95_ms.toFixed(1),
  });
  const rows = Object.entries(report.arms).flatMap(([arm, { all, by_category }]) => [
    line(arm, "all", all),
    ...Object.entries(by_category).map(([category, figures]) => line(arm, category, figures)),
  ]);
  if (report.leave_one_out) rows.push(line("fused, left out", "all", report.leave_one_out.fused));
  console.table(rows);
}
