import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { understandWanted } from "@/inngest/events";
import { understandMedia } from "@/lib/media/understand/understand-media";

/** The first look and as many more as SQL allows, with room for waiting out another job's lease. */
const mostLooks = 8;

/**
 * Finds out what a stored file says: a caption, a transcript, a document's text. Who looks is claimed in
 * SQL; what was found is part of the message before this run goes on, and is then embedded anew.
 */
export const understandMediaJob = inngest.createFunction(
  {
    id: "understand-media",
    triggers: [understandWanted],
    concurrency: [{ key: "event.data.mediaId", limit: 1 }, { limit: 5 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { mediaId } = event.data;
    for (let n = 0; n < mostLooks; n += 1) {
      const looked = await step.run(`look-${n}`, () => look(mediaId));
      if (looked.outcome !== "again") return looked;
      await step.sleepUntil(`again-${n}`, looked.until);
    }
    return { outcome: "left_to_redrive" };
  },
);

async function look(mediaId: string) {
  const looked = await understandMedia(mediaId);
  if (looked.outcome === "done") await announce({ toEmbed: true });
  return looked;
}
