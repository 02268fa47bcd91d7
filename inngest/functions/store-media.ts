import { NonRetriableError } from "inngest";
import { inngest } from "@/inngest/client";
import { fetchWanted, understandWanted } from "@/inngest/events";
import { bringFile } from "@/lib/media/fetch/bring-file";
import { claimFetch } from "@/lib/media/fetch/claim-fetch";
import { isFetchError } from "@/lib/media/fetch/fetch-errors";
import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { finishFetch } from "@/lib/media/fetch/finish-fetch";

/** Attempts of one run. Longer pauses are not slept through: redrive wakes the next run. */
const mostAttempts = 4;
const longestPauseMs = 60_000;

/**
 * One file from WhatsApp into the bucket: claim, bring, say that it is stored, have it understood. The
 * queue may run this late, twice or not to the end: claim and state are in the database, and the object's
 * path is the claim's, so that whatever happens there is one row and at most one object.
 */
export const storeMedia = inngest.createFunction(
  {
    id: "store-media",
    triggers: [fetchWanted],
    concurrency: [{ limit: 10 }],
    retries: 3,
  },
  async ({ event, step, runId }) => {
    const fileId = "mediaId" in event.data ? event.data.mediaId : event.data.messageId;
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const claimed = await step.run(`claim-${attempt}`, () =>
        claimFetch(fileId, `${runId}/${attempt}`),
      );
      if (claimed.kind === "given_up") return giveUp({ status: "failed", error: claimed.error });
      if (claimed.kind !== "claimed") return { outcome: claimed.kind };
      const ticket = { mediaId: claimed.media_id, claim: claimed.claim };
      const brought = await step.run(`bring-${attempt}`, () => bringFile(ticket));
      if (brought.kind === "superseded") return { outcome: brought.kind };
      if (brought.kind === "brought") {
        const outcome = await step.run(`finish-${attempt}`, () => finishFetch(ticket));
        if (outcome === "stored") {
          await step.sendEvent("understand", understandWanted.create({ mediaId: ticket.mediaId }));
        }
        return { outcome };
      }
      if (brought.kind === "given_up") return giveUp(brought);
      if (brought.pauseMs > longestPauseMs) return { outcome: "postponed" };
      await step.sleep(`pause-${attempt}`, brought.pauseMs);
    }
    return { outcome: "postponed" };
  },
);

/** What is wrong with the customer's file is a result; what is wrong on our side is a failed run. */
function giveUp({ status, error }: { status: string; error: string }) {
  if (status !== "failed" || !isFetchError(error)) return { outcome: status };
  throw new NonRetriableError(`A file was given up: ${error}`, { cause: new FetchFailure(error) });
}
