import "server-only";
import { inngest } from "@/inngest/client";
import {
  erasureWanted,
  eventReprocessing,
  exportWanted,
  fetchWanted,
  mediaCleanupWanted,
  messageQueued,
  messagesStored,
  openingCodeWanted,
  reembedRequested,
  retentionWanted,
  summaryDue,
  templatesWanted,
  turnRequested,
  understandWanted,
} from "@/inngest/events";
import { log } from "@/lib/log";
import { inSpan } from "@/lib/trace/in-span";

/** Longest that a caller waits for the job engine, in milliseconds (design §2). */
const patienceMs = 300;

export type Work = {
  /** Approved erasures to begin or to go on with. */
  erasureIds?: readonly string[];
  /** Archives of access requests to build. */
  exportIds?: readonly string[];
  /** Requests from the chat whose first code is to be sent. */
  openingCodeRequestIds?: readonly string[];
  turnSessionIds?: readonly string[];
  sendMessageIds?: readonly string[];
  reprocessEventIds?: readonly string[];
  /** Today's list of message templates is wanted. */
  templates?: boolean;
  summarySessionIds?: readonly string[];
  reembedRunIds?: readonly string[];
  /** Files are to be removed from the bucket: something was purged or erased. */
  cleanMedia?: boolean;
  /** Somebody asked for a run of retention. */
  retention?: boolean;
  /** Files to fetch, by the messages that they came with. */
  fetchMessageIds?: readonly string[];
  /** Files to fetch, by their own ids. */
  fetchMediaIds?: readonly string[];
  /** Stored files whose content is to be found out. */
  understandMediaIds?: readonly string[];
  /** Messages were stored or changed: their words are to be found again. */
  toEmbed?: boolean;
};

/**
 * Wakes the jobs for work that is already in the database. Never throws and never waits longer than
 * 300 ms: what is not announced is found by redrive.
 * @returns whether the engine confirmed in time.
 */
export async function announce(work: Work): Promise<boolean> {
  const events = [
    ...(work.erasureIds ?? []).map((erasureId) => erasureWanted.create({ erasureId })),
    ...(work.exportIds ?? []).map((exportId) => exportWanted.create({ exportId })),
    ...(work.openingCodeRequestIds ?? []).map((requestId) =>
      openingCodeWanted.create({ requestId }),
    ),
    ...(work.turnSessionIds ?? []).map((sessionId) => turnRequested.create({ sessionId })),
    ...(work.sendMessageIds ?? []).map((messageId) => messageQueued.create({ messageId })),
    ...(work.templates ? [templatesWanted.create({})] : []),
    ...(work.reprocessEventIds ?? []).map((eventId) => eventReprocessing.create({ eventId })),
    ...(work.summarySessionIds ?? []).map((sessionId) => summaryDue.create({ sessionId })),
    ...(work.reembedRunIds ?? []).map((runId) => reembedRequested.create({ runId })),
    ...(work.cleanMedia ? [mediaCleanupWanted.create({})] : []),
    ...(work.retention ? [retentionWanted.create({})] : []),
    ...(work.fetchMessageIds ?? []).map((messageId) => fetchWanted.create({ messageId })),
    ...(work.fetchMediaIds ?? []).map((mediaId) => fetchWanted.create({ mediaId })),
    ...(work.understandMediaIds ?? []).map((mediaId) => understandWanted.create({ mediaId })),
    ...(work.toEmbed ? [messagesStored.create({})] : []),
  ];
  if (events.length === 0) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patienceMs);
  });
  const sent = inngest.send(events).then(
    () => "sent" as const,
    (error: unknown) => {
      log.warn("Announcing work failed", { event_count: events.length, error });
      return "failed" as const;
    },
  );
  const outcome = await inSpan("announce", { event_count: events.length }, () =>
    Promise.race([sent, late]),
  );
  clearTimeout(timer);
  if (outcome === "late") log.warn("Announcing work is slow", { event_count: events.length });
  return outcome === "sent";
}
