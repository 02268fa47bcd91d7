import { z } from "zod";
import {
  journeyStages,
  sentiments,
  ticketCategories,
  ticketPriorities,
} from "@/lib/tickets/ticket-words";

/** What a ticket says, as the model fills it in. Nothing in it says whose it is. */
export const ticketFields = {
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe("One line for the colleague who picks it up."),
  summary: z
    .string()
    .trim()
    .min(1)
    .max(4_000)
    .describe(
      "What happened, what the customer wants, what was tried. Facts from the conversation only.",
    ),
  category: z.enum(ticketCategories),
  sentiment: z.enum(sentiments).describe("How the customer feels."),
  priority: z
    .enum(ticketPriorities)
    .describe(
      "urgent: money or goods at risk now, or threats; high: angry or blocked; else normal or low.",
    ),
  journey_stage: z.enum(journeyStages).nullable(),
};

export const openedTicket = z
  .object({ id: z.uuid(), reference: z.string(), status: z.string(), priority: z.string() })
  .nullable();
