import { playgroundCopy } from "@/components/copy/playground";
import { formatCount, formatUsd, formatWait } from "@/components/overview/figure-format";
import type { PlaygroundCost } from "@/lib/agent/playground-schemas";

/** What a press has cost. */
export function CostLine({ cost }: { cost: PlaygroundCost }) {
  return (
    <span className="text-muted tabular-nums">
      {playgroundCopy.cost(
        cost.cost_usd === null ? playgroundCopy.unknownCost : formatUsd(cost.cost_usd),
        cost.calls,
        formatCount(cost.input_tokens + cost.output_tokens),
        formatWait(cost.latency_ms),
      )}
    </span>
  );
}
