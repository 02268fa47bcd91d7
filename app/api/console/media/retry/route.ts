import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { retryMedia } from "@/lib/media/console/console-media";
import { mediaRetried, mediaRetry } from "@/lib/media/console/console-schemas";

/** POST /api/console/media/retry: has files fetched, or looked into, again; those that wait already are skipped. */
export const POST = staffRoute({
  body: mediaRetry,
  result: mediaRetried,
  run: async ({ supabase, body }) => {
    const again = await retryMedia(supabase, body.media_ids);
    await announce({ fetchMediaIds: again.fetch_ids, understandMediaIds: again.understand_ids });
    return {
      retried: again.fetch_ids.length + again.understand_ids.length,
      skipped: again.skipped,
    };
  },
});
