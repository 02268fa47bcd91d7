import "server-only";
import { z } from "zod";
import { turnOver } from "@/lib/agent/tools/open-ticket";
import { openedTicket } from "@/lib/agent/tools/ticket-fields";
import { defineTool } from "@/lib/agent/tools/tool";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { journeyStages, sentiments } from "@/lib/tickets/ticket-words";

const kept = z.object({ id: z.uuid(), ticket: openedTicket }).nullable();

export const collectFeedback = defineTool({
  name: "collect_feedback",
  description:
    "Keeps what the customer thinks of Parcelo. A rating of 2 or less, or a wish to be contacted, opens a ticket; then its reference comes back.",
  parameters: z.strictObject({
    feedback_type: z.enum(["service", "delivery", "product", "price", "app", "other"]),
    feedback_text: z.string().trim().min(1).max(4_000).describe("In the customer's words."),
    sentiment: z.enum(sentiments),
    rating: z.number().int().min(1).max(5).nullable().describe("Only if the customer gave one."),
    order_id: z.string().max(64).nullable(),
    journey_stage: z.enum(journeyStages).nullable(),
    requires_follow_up: z.boolean(),
  }),
  writes: true,
  async run({ order_id, ...feedback }, call) {
    const isComplaint = feedback.sentiment.endsWith("negative") || (feedback.rating ?? 5) <= 2;
    const stars = feedback.rating === null ? "" : `, ${feedback.rating} of 5`;
    const saved = await callFunction(
      serviceClient(),
      "collect_feedback",
      {
        p_turn_id: call.turnId,
        p_feedback: { ...feedback, order_reference: order_id },
        p_ticket: {
          subject: `Feedback on ${feedback.feedback_type}${stars}`,
          summary: feedback.feedback_text,
          category: isComplaint ? "complaint" : "other",
          sentiment: feedback.sentiment,
          priority:
            feedback.sentiment === "very_negative" || feedback.rating === 1 ? "high" : "normal",
          journey_stage: feedback.journey_stage,
        },
      },
      kept,
    );
    if (!saved) return turnOver();
    return {
      outcome: "done",
      data: { kept: true, ticket: saved.ticket?.reference ?? null },
      targets: saved.ticket ? [saved.id, saved.ticket.id] : [saved.id],
    };
  },
});
