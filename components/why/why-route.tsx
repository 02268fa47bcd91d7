import { Split } from "lucide-react";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { Facts } from "@/components/detail/facts";
import { Chip } from "@/components/ui/chip";
import type { TurnWhy } from "@/lib/agent/console-schemas";

/** Which specialist answered and why, with what else triage made of the words. */
export function WhyRoute({ why }: { why: Pick<TurnWhy, "route" | "route_reason" | "triage"> }) {
  const { route, triage } = why;
  if (!route) {
    return (
      <PanelSection title={whyCopy.route}>
        <p className="text-muted">{whyCopy.noRoute}</p>
      </PanelSection>
    );
  }
  return (
    <PanelSection
      title={whyCopy.route}
      aside={
        <Chip icon={Split} tone={route === "unsafe" ? "bad" : "bot"}>
          {whyCopy.routes[route] ?? route}
        </Chip>
      }
    >
      {triage?.result && triage.result !== "ok" ? (
        <p className="mb-1.5 text-warn">{whyCopy.triageFailed(triage.result)}</p>
      ) : (
        why.route_reason && <p className="mb-1.5 text-text">{why.route_reason}</p>
      )}
      <Facts
        facts={[
          { label: whyCopy.language, value: triage?.language },
          {
            label: whyCopy.sentiment,
            value: triage?.sentiment && (whyCopy.sentiments[triage.sentiment] ?? triage.sentiment),
          },
          {
            label: whyCopy.urgency,
            value: triage?.urgency && (whyCopy.urgencies[triage.urgency] ?? triage.urgency),
          },
          { label: whyCopy.wantsHuman, value: triage?.wants_human ? whyCopy.yes : null },
        ]}
      />
    </PanelSection>
  );
}
