"use client";

import { CircleCheck, CircleSlash, FlaskConical, LoaderCircle, UserRound } from "lucide-react";
import Link from "next/link";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { WhyAsked } from "@/components/why/why-asked";
import { WhyHits } from "@/components/why/why-hits";
import { WhyPrompts } from "@/components/why/why-prompts";
import { WhyRoute } from "@/components/why/why-route";
import { WhySources } from "@/components/why/why-sources";
import { WhyTime } from "@/components/why/why-time";
import { WhyTools } from "@/components/why/why-tools";
import { WhyUsage } from "@/components/why/why-usage";
import type { TurnWhy } from "@/lib/agent/console-schemas";

const tones: Record<string, ChipTone> = {
  sent: "good",
  handed_off: "human",
  suppressed: "warn",
  failed: "bad",
};
const icons = { sent: CircleCheck, handed_off: UserRound, running: LoaderCircle };

/** The whole record of one turn, most asked first. */
export function WhyRecord({ why }: { why: TurnWhy }) {
  const outcome = why.outcome ?? why.state;
  const reason = why.outcome === "sent" ? null : why.outcome_reason;
  const Icon = icons[outcome as keyof typeof icons] ?? CircleSlash;
  const question = new URLSearchParams({
    session: why.session_id,
    at: String(why.upto_seq),
    ...(why.route && { route: why.route }),
  });
  return (
    <div className="animate-enter">
      <div className="border-line border-b px-4 py-3 text-xs">
        <p className="flex flex-wrap items-center gap-2">
          <Chip icon={Icon} tone={tones[outcome] ?? "neutral"}>
            {whyCopy.outcomes[outcome] ?? outcome}
          </Chip>
          <ClockTime iso={why.claimed_at} className="text-muted" />
        </p>
        {reason && (
          <p className="mt-1.5 text-text">
            {sessionsCopy.ownerReasons[reason] ?? transcriptCopy.reasons[reason] ?? reason}
          </p>
        )}
        {why.restarts > 0 && <p className="mt-1 text-muted">{whyCopy.restarts(why.restarts)}</p>}
        <Button asChild className="mt-2">
          <Link href={`/playground?${question}`}>
            <FlaskConical aria-hidden="true" className="size-3.5" />
            {whyCopy.playground}
          </Link>
        </Button>
      </div>
      <WhyAsked why={why} />
      <WhyRoute why={why} />
      <WhyHits why={why} />
      <WhySources why={why} />
      <WhyTools tools={why.tools} />
      {Object.keys(why.trimmed).length > 0 && (
        <PanelSection title={whyCopy.trimmed}>
          <ul className="list-inside list-disc text-text">
            {Object.entries(why.trimmed).map(([what, count]) => (
              <li key={what}>{whyCopy.trims[what]?.(count) ?? whyCopy.trim(what, count)}</li>
            ))}
          </ul>
        </PanelSection>
      )}
      <WhyUsage why={why} />
      <WhyTime latencyMs={why.latency_ms} />
      {why.may_read_prompts && <WhyPrompts key={why.id} turnId={why.id} />}
    </div>
  );
}
