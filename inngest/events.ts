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

/** Files or purges wait to be removed from the bucket. Which ones, the job finds by claiming them. */
export const mediaCleanupWanted = eventType("media/cleanup.wanted", { schema: z.object({}) });

/** Somebody asked for a run of retention now. */
export const retentionWanted = eventType("privacy/retention.wanted", { schema: z.object({}) });

/** The archive of an access request is to be built. */
export const exportWanted = eventType("privacy/export.wanted", {
  schema: z.object({ exportId: z.uuid() }),
});

/** Somebody asked in the chat about their data: the first code that proves them is to be sent. */
export const openingCodeWanted = eventType("privacy/opening-code.wanted", {
  schema: z.object({ requestId: z.uuid() }),
});

/** An approved erasure is to begin, or to go on where it was killed. */
export const erasureWanted = eventType("privacy/erasure.wanted", {
  schema: z.object({ erasureId: z.uuid() }),
});

/** Somebody wants today's list of templates now. */
export const templatesWanted = eventType("ops/templates.wanted", { schema: z.object({}) });

/** A file is to be fetched. Intake knows it by its message, everybody else by its own id. */
export const fetchWanted = eventType("media/fetch.wanted", {
  schema: z.union([z.object({ mediaId: z.uuid() }), z.object({ messageId: z.uuid() })]),
});

/** A file was stored, or somebody asked again: what it says is to be found out. */
export const understandWanted = eventType("media/understand.wanted", {
  schema: z.object({ mediaId: z.uuid() }),
});
