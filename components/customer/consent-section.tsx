"use client";

import { Check, Circle, CircleMinus, PenLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { customerCopy } from "@/components/copy/customer";
import { toldConsentCopy } from "@/components/copy/told-consent";
import { PanelSection } from "@/components/customer/panel-section";
import { formatExact, formatRowTime } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";
import { toldChangesFor } from "@/lib/privacy/told-consent";

/** Loaded when it is first asked for. */
const ToldConsentDialog = dynamic(() => import("@/components/consent/told-consent-dialog"), {
  ssr: false,
});

const looks: Record<string, { icon: typeof Check; tone: ChipTone; dot: string }> = {
  opted_in: { icon: Check, tone: "good", dot: "border-good-solid" },
  allowed: { icon: Check, tone: "good", dot: "border-good-solid" },
  opted_out: { icon: CircleMinus, tone: "bad", dot: "border-bad-solid" },
  stopped: { icon: CircleMinus, tone: "bad", dot: "border-bad-solid" },
};
const neutral = { icon: Circle, tone: "neutral" as const, dot: "border-customer-solid" };

/** What the customer agreed to, and how it came to that: words or button, source, time. */
export function ConsentSection({ panel }: { panel: CustomerPanel }) {
  const { now, zone } = useViewerTime();
  const [isRecording, setRecording] = useState(false);
  const words = customerCopy.consent;
  const canChange =
    !panel.erased_at && toldChangesFor({ ...panel, mayAllow: panel.can_reveal }).length > 0;
  const service = looks[panel.consent] ?? neutral;
  const marketing = looks[panel.marketing] ?? neutral;
  return (
    <PanelSection
      title={words.title}
      aside={
        <>
          <Chip icon={service.icon} tone={service.tone}>
            {words.service[panel.consent]}
          </Chip>
          <Chip icon={marketing.icon} tone={marketing.tone}>
            {words.marketing[panel.marketing]}
          </Chip>
        </>
      }
    >
      {panel.consent_events.length === 0 && <p className="text-muted">{words.none}</p>}
      <ol className="grid gap-1">
        {panel.consent_events.map((event) => (
          <li key={event.id} className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className={`size-2 shrink-0 rounded-full border-2 ${(looks[event.to] ?? neutral).dot}`}
            />
            <span className="min-w-0 grow">
              {words.to[event.scope][event.to] ?? event.to}{" "}
              <span className="text-muted">
                {event.words && event.source !== "provider_error" && `“${event.words}” `}
                {toldConsentCopy.by[event.channel] ?? words.sources[event.source] ?? event.source}
                {event.by && ` (${event.by})`}
              </span>
            </span>
            <time
              dateTime={event.at}
              title={formatExact(event.at, zone)}
              className="shrink-0 text-2xs text-muted tabular-nums"
            >
              {formatRowTime(event.at, now, zone)}
            </time>
          </li>
        ))}
      </ol>
      {canChange && (
        <Button className="mt-2" onClick={() => setRecording(true)}>
          <PenLine aria-hidden="true" className="size-3.5" />
          {toldConsentCopy.open}
        </Button>
      )}
      {isRecording && <ToldConsentDialog customer={panel} onClose={() => setRecording(false)} />}
    </PanelSection>
  );
}
