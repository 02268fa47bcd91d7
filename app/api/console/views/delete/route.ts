import { z } from "zod";
import { deleteView } from "@/lib/chat/console-saved-views";
import { savedViews } from "@/lib/chat/view-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/views/delete: deletes one; saving it again under the same id undoes that. */
export const POST = staffRoute({
  body: z.object({ id: z.uuid() }),
  result: savedViews,
  run: ({ supabase, body }) => deleteView(supabase, body.id),
});
