import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { retryFailedEmbeddings } from "@/lib/recall/console-figures";

/** POST /api/console/recall/retry: indexes failed messages once more; all of them without ids. */
export const POST = staffRoute({
  body: z.object({ message_ids: z.array(z.uuid()).min(1).max(200).nullable() }),
  result: z.object({ count: z.int() }),
  run: async ({ supabase, body }) => {
    const count = await retryFailedEmbeddings(supabase, body.message_ids);
    if (count > 0) await announce({ toEmbed: true });
    return { count };
  },
});
