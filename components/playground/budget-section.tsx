import { playgroundCopy } from "@/components/copy/playground";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { formatCount } from "@/components/overview/figure-format";
import type { PlaygroundResult } from "@/lib/agent/playground-schemas";

/** How full the prompt is, by kind of content, and what would have to go. */
export function BudgetSection({ budget }: { budget: PlaygroundResult["budget"] }) {
  const cuts = Object.entries(budget.trimmed).map(
    ([what, count]) => whyCopy.trims[what]?.(count) ?? whyCopy.trim(what, count),
  );
  return (
    <PanelSection
      title={playgroundCopy.budget}
      aside={
        <span className="text-muted tabular-nums">
          {playgroundCopy.budgetOf(formatCount(budget.counted), formatCount(budget.limit))}
        </span>
      }
    >
      <dl className="grid grid-cols-[10rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1">
        {budget.shares.map(({ kind, count, tokens }) => (
          <div key={kind} className="contents">
            <dt className="truncate text-muted">
              {playgroundCopy.shares[kind]}
              {count > 1 && ` (${count})`}
            </dt>
            <dd className="contents">
              <span aria-hidden="true" className="h-2 overflow-hidden rounded-xs bg-sunken">
                <span
                  className="block h-full min-w-0.5 rounded-xs bg-info-solid"
                  style={{ width: `${Math.min(100, (tokens / budget.limit) * 100)}%` }}
                />
              </span>
              <span className="text-right text-text tabular-nums">{formatCount(tokens)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={`mt-1.5 ${cuts.length > 0 ? "text-warn" : "text-muted"}`}>
        {cuts.length > 0 ? playgroundCopy.cut(cuts.join(", ")) : playgroundCopy.nothingCut}{" "}
        {playgroundCopy.reserve(formatCount(budget.output_reserve))}
      </p>
    </PanelSection>
  );
}
