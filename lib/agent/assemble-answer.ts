import "server-only";
import type { FunctionTool } from "openai/resources/responses/responses";
import { assemblePrompt, type Prompt } from "@/lib/agent/assemble-prompt";
import { countTokens, encodingOf } from "@/lib/agent/count-tokens";
import { describeTools } from "@/lib/agent/describe-tools";
import { specialistRules } from "@/lib/agent/instructions";
import { replayToolItems } from "@/lib/agent/replay-tool-items";
import type { Material } from "@/lib/agent/turn-material";
import type { BegunStep } from "@/lib/chat/begin-turn-step";
import { env } from "@/lib/env";

/** The prompt of one call of a route's specialist, within the configured budget. */
export function assembleAnswer(about: {
  begun: BegunStep;
  material: Material;
  round: number;
  promptShare: number;
  brief: boolean;
  model: string;
  profile: string;
  /** In place of the route's own: the playground offers none that write. */
  tools?: FunctionTool[];
}): Prompt {
  const { begun, material, model } = about;
  const encoding = encodingOf(model);
  const budget = env().LLM_MAX_PROMPT_TOKENS - env().LLM_OUTPUT_BUFFER_TOKENS;
  return assemblePrompt(
    {
      rules: specialistRules(material.route, { brief: about.brief }),
      profile: about.profile,
      tools: about.tools ?? describeTools(material.route),
      summary: begun.memory?.text ?? null,
      material,
      context: begun,
      toolItems: replayToolItems(begun.steps, about.round),
      now: new Date(),
    },
    Math.floor(budget * about.promptShare),
    (text) => countTokens(text, encoding),
  );
}
