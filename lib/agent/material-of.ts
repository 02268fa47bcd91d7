import type { Material } from "@/lib/agent/turn-material";
import type { TurnStep } from "@/lib/chat/begin-turn-step";
import { SafeError } from "@/lib/safe-error";

/** What was found for a generation of the turn; every step after the first relies on it. */
export function materialOf(steps: TurnStep[], round: number): Material {
  const found = steps.find((step) => step.kind === "material" && step.round === round);
  if (found?.kind !== "material") {
    throw new SafeError("turn_not_prepared", `Round ${round} of the turn has no material`);
  }
  return found.content;
}
