import type { CallUsage } from "@/lib/agent/call-model";
import type { FaultKind, ModelFault } from "@/lib/agent/model-fault";
import type { Understanding } from "@/lib/media/understand/understanding";

/** Asking again cannot help: what was sent is not taken, or the model will not look at it. */
const final: readonly FaultKind[] = ["rejected", "refused", "too_long"];

/** What a fault of the model's service means for a file. Pure. */
export function faultOutcome(fault: ModelFault, usage?: CallUsage): Understanding {
  const cost = usage ? { usage } : {};
  if (final.includes(fault.fault)) return { status: "failed", reason: fault.fault, ...cost };
  return { status: "again", reason: fault.fault, waitMs: fault.waitMs, ...cost };
}
