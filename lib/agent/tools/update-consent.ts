import "server-only";
import { z } from "zod";
import { wordingLanguage } from "@/lib/agent/tools/confirmation-text";
import { turnOver } from "@/lib/agent/tools/open-ticket";
import { defineTool, type ToolCall, type ToolResult } from "@/lib/agent/tools/tool";
import { withConfirmation } from "@/lib/agent/tools/with-confirmation";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const changed = z.object({ changed: z.boolean(), send_message_id: z.uuid().optional() }).nullable();

type Choice = { about: "all_messages" | "offers"; choice: "stop" | "allow" };

/** Stopping needs no second question; allowing does, so that a yes of the customer is on record. */
export const updateConsent = defineTool({
  name: "update_consent",
  description:
    "Changes what Parcelo may send this customer: all_messages (every message, as the word STOP does) or offers (news and promotions only). Only when they clearly ask for it; a complaint about too many offers means offers.",
  parameters: z.strictObject({
    about: z.enum(["all_messages", "offers"]),
    choice: z.enum(["stop", "allow"]),
  }),
  writes: true,
  async run(args, call) {
    if (args.choice === "stop") return change(args, call);
    const what =
      args.about === "offers"
        ? {
            en: "Parcelo may send you offers and news here.",
            sw: "Parcelo inaweza kukutumia ofa na habari hapa.",
            lg: "Parcelo esobola okukuweereza obubaka bw'ebisale n'amawulire wano.",
          }
        : {
            en: "Parcelo may send you messages here.",
            sw: "Parcelo inaweza kukutumia ujumbe hapa.",
            lg: "Parcelo esobola okukuweereza obubaka wano.",
          };
    return withConfirmation(
      call,
      { tool: "update_consent", arguments: args, binding: args, what, price: null },
      () => change(args, call),
    );
  },
});

async function change({ about, choice }: Choice, call: ToolCall): Promise<ToolResult> {
  const language = wordingLanguage(call.locale) === "sw" ? "sw" : "en";
  const answer = await callFunction(
    serviceClient(),
    "change_consent_in_turn",
    {
      p_turn_id: call.turnId,
      p_scope: about === "offers" ? "marketing" : "service",
      p_change: choice === "stop" ? "opt_out" : "opt_in",
      p_settings: { ...intakeSettings(), language },
    },
    changed,
  );
  if (!answer) return turnOver();
  return {
    outcome: "done",
    data: { changed: answer.changed, about, now: choice === "stop" ? "stopped" : "allowed" },
    ...(answer.send_message_id !== undefined && { sends: [answer.send_message_id] }),
  };
}
