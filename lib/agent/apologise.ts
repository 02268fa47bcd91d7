import "server-only";
import { toolResults } from "@/lib/agent/compose-draft";
import { fixedReply } from "@/lib/agent/fixed-replies";
import type { HandOffReason } from "@/lib/agent/hand-off-reason";
import { finishReply } from "@/lib/agent/tools/finish-reply";
import { allowedLinkHosts } from "@/lib/agent/tools/link-hosts";
import { beginTurnStep, type Turn } from "@/lib/chat/begin-turn-step";
import { saveTurnProgress } from "@/lib/chat/save-turn-progress";
import { splitText } from "@/lib/whatsapp/split-text";

/**
 * Drafts the apology of a turn whose model failed for good. It leaves by the same commit and the same
 * send gate as any reply, and then a person has the session; the customer reads no error.
 */
export async function apologise(
  turn: Turn,
  round: number,
  reason: HandOffReason,
): Promise<{ kind: "drafted" | "not_ours" }> {
  const begun = await beginTurnStep(turn);
  if (!begun) return { kind: "not_ours" };
  if (begun.is_drafted) return { kind: "drafted" };
  const material = begun.steps.findLast((step) => step.kind === "material");
  const language =
    material?.kind === "material"
      ? material.content.language
      : (begun.last_language ?? begun.locale);
  const text = finishReply(fixedReply("apology", language), toolResults(begun), allowedLinkHosts());
  const saved = await saveTurnProgress(turn, {
    parts: splitText(text),
    round,
    hand_off_reason: reason,
  });
  return { kind: saved ? "drafted" : "not_ours" };
}
