import "server-only";
import { z } from "zod";
import { canonicalHash } from "@/lib/agent/tools/canonical-hash";
import {
  confirmationMinutes,
  confirmationText,
  type Wording,
} from "@/lib/agent/tools/confirmation-text";
import type { ToolCall, ToolResult } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import type { Money } from "@/lib/parcelo/parcelo-schemas";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { serviceClient } from "@/lib/supabase/service";

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confirmed"), id: z.uuid() }),
  z.object({ kind: z.literal("already_done"), id: z.uuid() }),
  z.object({ kind: z.literal("ask"), id: z.uuid(), summary: z.string() }),
  z.object({ kind: z.literal("turn_over") }),
]);

export type Question = {
  tool: string;
  /** As the model gave them, to make the same call again after the yes. */
  arguments: { [name: string]: Json };
  /** What would really happen, looked up by code: another price or target is another question. */
  binding: { [name: string]: Json };
  what: Wording;
  price: Money | null;
};

/**
 * Runs `act` once the customer has said yes to exactly this, as the database remembers it; else puts
 * the question to them. The yes is used up before `act` begins: `act` gets a key that is the same in a
 * repeated step, by which the backend tells a repetition.
 */
export async function withConfirmation(
  call: ToolCall,
  question: Question,
  act: (key: string) => Promise<ToolResult>,
): Promise<ToolResult> {
  const decided = await callFunction(
    serviceClient(),
    "confirm_or_ask",
    {
      p_turn_id: call.turnId,
      p_key: call.key,
      p_request: {
        tool: question.tool,
        arguments: question.arguments,
        arguments_hash: canonicalHash(question.binding),
        summary: confirmationText(question.what, call.locale),
        amount: question.price?.amount ?? null,
        currency: question.price?.currency ?? null,
        minutes: confirmationMinutes,
      },
    },
    answer,
  );
  switch (decided.kind) {
    case "confirmed":
      return act(`confirmed:${decided.id}`);
    case "already_done":
      return problemResult(
        "refused",
        "already_done",
        "The customer's yes to this was acted on already. Its result says what came of it; go by that and do not ask again.",
      );
    case "turn_over":
      return problemResult("refused", "turn_over", "Nothing was done.");
    case "ask":
      return {
        outcome: "needs_confirmation",
        data: {
          nothing_done_yet: true,
          question_that_is_added_for_you: decided.summary,
          tell: "Say in one sentence what you prepared. The question itself is added to your reply; do not repeat it.",
        },
        say: decided.summary,
        targets: [decided.id],
      };
  }
}
