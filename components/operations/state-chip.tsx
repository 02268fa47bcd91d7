import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, RotateCw, X } from "lucide-react";
import { jobsCopy } from "@/components/copy/jobs";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { RunState } from "@/lib/operations/console-schemas";

const looks: Record<RunState, readonly [LucideIcon, ChipTone]> = {
  running: [LoaderCircle, "info"],
  retrying: [RotateCw, "warn"],
  completed: [Check, "good"],
  failed: [X, "bad"],
  dead: [Ban, "bad"],
  lost: [CircleDashed, "bad"],
};

/** A run's state in a word; why it is so on hover. */
export function StateChip({ state }: { state: RunState }) {
  const [icon, tone] = looks[state];
  return (
    <span title={jobsCopy.stateHints[state]}>
      <Chip icon={icon} tone={tone}>
        {jobsCopy.states[state]}
      </Chip>
    </span>
  );
}
