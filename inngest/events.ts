import { eventType } from "inngest";
import { z } from "zod";

/**
 * Everything that wakes a job. Events carry ids only (P13: the engine stores them), and no
 * deterministic event id: an id is ignored for 24 hours once seen, and a redrive must get through.
 */
export const turnRequested = eventType("chat/turn.requested", {
  schema: z.object({ sessionId: z.uuid() }),
});

/** A message waits in state `queued`: a staff reply, a confirmation, a retry. */
export const messageQueued = eventType("chat/message.queued", {
  schema: z.object({ messageId: z.uuid() }),
});

/** Somebody asked for a parked event to be handled again. */
export const eventReprocessing = eventType("ops/event.reprocessing", {
  schema: z.object({ eventId: z.uuid() }),
});

/** A session has enough new messages for its notes to be brought up to date. */
export const summaryDue = eventType("chat/summary.due", {
  schema: z.object({ sessionId: z.uuid() }),
});

/** Messages wait to be embedded. Which ones, the job finds by claiming them. */
export const messagesStored = eventType("chat/messages.stored", { schema: z.object({}) });

/** Somebody started or resumed embedding everything again with another model. */
export const reembedRequested = eventType("recall/reembed.requested", {
  schema: z.object({ runId: z.uuid() }),
});

/** Somebody wants today's list of templates now. */
export const templatesWanted = eventType("ops/templates.wanted", { schema: z.object({}) });
