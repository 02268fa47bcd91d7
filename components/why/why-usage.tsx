import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { Facts } from "@/components/detail/facts";
import { formatCount, formatUsd } from "@/components/overview/figure-format";
import type { TurnWhy } from "@/lib/agent/console-schemas";

/** What the turn cost. */
export function WhyUsage({ why }: { why: TurnWhy }) {
  const { input_tokens: input, cached_tokens: cached, output_tokens: output } = why;
  if (input === null) {
    return (
      <PanelSection title={whyCopy.usage}>
        <p className="text-muted">{whyCopy.noCalls}</p>
      </PanelSection>
    );
  }
  return (
    <PanelSection title={whyCopy.usage}>
      <Facts
        facts={[
          { label: whyCopy.model, value: why.models.join(", ") },
          {
            label: whyCopy.input,
            value: `${formatCount(input)} (${formatCount(cached ?? 0)} ${whyCopy.cached})`,
          },
          { label: whyCopy.output, value: formatCount(output ?? 0) },
          {
            label: whyCopy.cost,
            value: why.cost_usd === null ? whyCopy.noPrice : formatUsd(why.cost_usd),
          },
        ]}
      />
    </PanelSection>
  );
}
