import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { formatWait } from "@/components/overview/figure-format";
import { Chip } from "@/components/ui/chip";
import type { TurnWhy } from "@/lib/agent/console-schemas";

/** Each call with its outcome and what it touched, as ids. */
export function WhyTools({ tools }: { tools: TurnWhy["tools"] }) {
  return (
    <PanelSection title={whyCopy.tools}>
      {tools.length === 0 && <p className="text-muted">{whyCopy.noTools}</p>}
      <ul className="grid gap-2">
        {tools.map((call, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the record's own order; a call may come twice
          <li key={place}>
            <p className="flex flex-wrap items-center gap-2">
              <code className="font-mono text-2xs text-ink">{call.tool}</code>
              <Chip {...outcomeLook(call.outcome)}>
                {whyCopy.toolOutcomes[call.outcome] ?? call.outcome}
              </Chip>
              <span className="ml-auto text-muted tabular-nums">{formatWait(call.latency_ms)}</span>
            </p>
            {(call.targets.length > 0 || call.reason) && (
              <p className="font-mono text-2xs text-muted wrap-anywhere">
                {[call.reason, ...call.targets].filter(Boolean).join(" · ")}
              </p>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function outcomeLook(outcome: string) {
  if (outcome === "done") return { icon: CircleCheck, tone: "good" } as const;
  if (outcome === "failed") return { icon: CircleAlert, tone: "bad" } as const;
  return { icon: CircleHelp, tone: "warn" } as const;
}
