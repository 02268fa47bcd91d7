"use client";

import {
  BadgeCheck,
  CircleCheck,
  CircleDot,
  CirclePause,
  CircleSlash,
  Clock,
  GitMerge,
  type LucideIcon,
  ShieldQuestion,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { clockWords, requestsCopy } from "@/components/copy/requests";
import { useViewerTime } from "@/components/time/viewer-time";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { type ClockReading, readClock } from "@/lib/privacy/clock/days-left";
import type { RequestRow } from "@/lib/privacy/requests/request-schemas";
import type { RequestState } from "@/lib/privacy/requests/request-words";

const states: Record<RequestState, { icon: LucideIcon; tone: ChipTone }> = {
  received: { icon: CircleDot, tone: "warn" },
  identity_check: { icon: ShieldQuestion, tone: "warn" },
  ready: { icon: BadgeCheck, tone: "info" },
  in_progress: { icon: Clock, tone: "info" },
  completed: { icon: CircleCheck, tone: "good" },
  refused: { icon: CircleSlash, tone: "neutral" },
  withdrawn: { icon: Undo2, tone: "neutral" },
  merged: { icon: GitMerge, tone: "neutral" },
};

const clocks: Record<ClockReading["kind"], { icon: LucideIcon; tone: ChipTone }> = {
  closed: { icon: CircleCheck, tone: "neutral" },
  paused: { icon: CirclePause, tone: "neutral" },
  overdue: { icon: TriangleAlert, tone: "bad" },
  today: { icon: TriangleAlert, tone: "bad" },
  soon: { icon: Clock, tone: "warn" },
  fine: { icon: Clock, tone: "good" },
};

export function StateChip({ state }: { state: RequestState }) {
  const { icon, tone } = states[state];
  return (
    <Chip icon={icon} tone={tone}>
      {requestsCopy.states[state]}
    </Chip>
  );
}

/** How much of the legal time is left, in a colour and in words. */
export function ClockChip({
  request,
}: {
  request: Pick<RequestRow, "due_at" | "paused_at" | "closed_at">;
}) {
  const { now } = useViewerTime();
  const reading = readClock(request, now);
  const { icon, tone } = clocks[reading.kind];
  return (
    <Chip icon={icon} tone={tone}>
      {clockWords(reading)}
    </Chip>
  );
}
