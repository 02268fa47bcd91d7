import { erasureCopy } from "@/components/copy/erasure";
import type { ErasureStatus } from "@/lib/privacy/erasure/console-schemas";
import { erasurePolicy } from "@/lib/privacy/erasure/policy";

export type StoreRow = {
  store: (typeof erasurePolicy)[number]["store"];
  name: string;
  detail: string;
  samples: readonly string[];
  inPreview: number | null;
  done: number | null;
  state: "preview" | "waiting" | "running" | "done" | "failed";
  word: string;
  finishedAt: string | null;
  attempts: number;
};

/** The one table of the panel: before an approval what would be erased, then how far it is. Pure. */
export function storeRows({ preview, run }: Pick<ErasureStatus, "preview" | "run">): StoreRow[] {
  const steps = new Map(run?.steps.map((step) => [step.store, step]));
  return erasurePolicy.map(({ store, act }) => {
    const step = steps.get(store);
    const [name, detail] = erasureCopy.stores[store];
    const state = step?.state ?? (run ? "waiting" : "preview");
    return {
      store,
      name,
      detail,
      samples: preview?.samples[store] ?? [],
      inPreview: preview?.counts[store] ?? null,
      done: step ? step.count : null,
      state,
      word:
        state === "preview"
          ? erasureCopy.acts[act]
          : state === "done"
            ? erasureCopy.states[act]
            : erasureCopy.states[state],
      finishedAt: step?.finished_at ?? null,
      attempts: step?.attempts ?? 0,
    };
  });
}

/** How many things the preview counted. */
export const previewTotal = (preview: NonNullable<ErasureStatus["preview"]>) =>
  Object.values(preview.counts).reduce((sum, count) => sum + count, 0);
