import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { requestMediaPurge } from "@/lib/media/purge/console-purge";
import { mediaPurge, purgeRequest } from "@/lib/media/purge/console-schemas";

/** POST /api/console/media/purges: removes the files of a conversation or a customer, or the ones named. */
export const POST = staffRoute({
  body: purgeRequest,
  result: mediaPurge,
  run: async ({ supabase, body }) => {
    const purge = await requestMediaPurge(supabase, body);
    await announce({ cleanMedia: true });
    return purge;
  },
});
