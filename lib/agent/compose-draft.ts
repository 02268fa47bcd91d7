import "server-only";
import type { Prompt } from "@/lib/agent/assemble-prompt";
import { fixedReply } from "@/lib/agent/fixed-replies";
import { type Guarded, guardReply } from "@/lib/agent/guard-reply";
import type { HandOffReason } from "@/lib/agent/hand-off-reason";
import { specialistRules } from "@/lib/agent/instructions";
import { finishReply } from "@/lib/agent/tools/finish-reply";
import { allowedLinkHosts } from "@/lib/agent/tools/link-hosts";
import type { Material } from "@/lib/agent/turn-material";
import type { BegunStep, ToolOutcomeRow } from "@/lib/chat/begin-turn-step";
import { splitText } from "@/lib/whatsapp/split-text";

export type Draft = {
  parts: string[];
  handOff: HandOffReason | null;
  findings: Guarded["findings"];
};

/**
 * From what the model wrote to the bubbles that may leave: guarded, with links put in by code, and with
 * the reason for a hand-over where one follows. No parts: nothing usable was left.
 */
export function composeDraft(
  said: string,
  about: { begun: BegunStep; material: Material; prompt: Prompt },
): Draft {
  const { begun, material, prompt } = about;
  const results = toolResults(begun);
  const guarded = guardReply(said, {
    confidential: specialistRules(material.route),
    supported: [prompt.instructions, JSON.stringify(prompt.input)],
  });
  const leaks = guarded.findings.includes("instructions") || guarded.findings.includes("secret");
  const guesses = guarded.findings.includes("unsupported_figure");
  const text = leaks
    ? fixedReply("withheld", material.language)
    : guesses
      ? fixedReply("ask_colleague", material.language)
      : guarded.text;
  const finished = text === "" ? "" : finishReply(text, results, allowedLinkHosts()).trim();
  return {
    parts: finished === "" ? [] : splitText(finished),
    handOff: handOffAfter(material, results, guesses && !leaks),
    findings: guarded.findings,
  };
}

/** Results of all calls of the turn, of earlier generations too: what was done stays done. */
export function toolResults(begun: BegunStep): ToolOutcomeRow["result"][] {
  return begun.steps.flatMap((step) => (step.kind === "tool_result" ? [step.content.result] : []));
}

function handOffAfter(
  material: Material,
  results: ToolOutcomeRow["result"][],
  guesses: boolean,
): HandOffReason | null {
  if (material.wantsHuman) return "asked_for_person";
  if (results.some((result) => result.endsTurn === "handed_off")) return "escalated";
  return guesses ? "unsupported_answer" : null;
}
