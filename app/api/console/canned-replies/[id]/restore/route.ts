import { z } from "zod";
import { restoreCannedReply } from "@/lib/canned/console-canned-replies";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/canned-replies/:id/restore: undo of a deletion. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: z.object({ changed: z.boolean() }),
  run: async ({ supabase, params }) => ({ changed: await restoreCannedReply(supabase, params.id) }),
});
