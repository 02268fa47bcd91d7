import "server-only";
import { generateReply } from "@/lib/agent/generate-reply";
import { beginGeneration } from "@/lib/chat/begin-generation";
import { type HandOffReason, handOffTurn } from "@/lib/chat/hand-off-turn";
import { readTurnContext } from "@/lib/chat/read-turn-context";
import { saveDraft } from "@/lib/chat/save-draft";
import { splitText } from "@/lib/whatsapp/split-text";

export type Drafted =
  | { kind: "drafted" }
  | { kind: "not_ours" }
  | { kind: "handed_off"; reason: HandOffReason };

/**
 * Generates the reply of a claimed turn and keeps it on the turn's row. Safe to run twice: the later
 * draft replaces the earlier one.
 */
export async function writeDraft(turn: { turnId: string; fence: number }): Promise<Drafted> {
  if (!(await beginGeneration(turn))) return { kind: "not_ours" };
  const context = await readTurnContext(turn.turnId);
  if (!context) return { kind: "not_ours" };
  const generated = await generateReply(context);
  if (generated.kind === "no_reply") {
    const ours = await handOffTurn(turn, generated.reason);
    return ours ? { kind: "handed_off", reason: generated.reason } : { kind: "not_ours" };
  }
  const saved = await saveDraft(turn, splitText(generated.text), generated.record);
  return { kind: saved ? "drafted" : "not_ours" };
}
