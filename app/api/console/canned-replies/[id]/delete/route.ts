import { z } from "zod";
import { deleteCannedReply } from "@/lib/canned/console-canned-replies";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/canned-replies/:id/delete: takes one off the list. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: z.object({ changed: z.boolean() }),
  run: async ({ supabase, params }) => ({ changed: await deleteCannedReply(supabase, params.id) }),
});
