import { listViews, saveView } from "@/lib/chat/console-saved-views";
import { savedViews, viewToSave } from "@/lib/chat/view-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/views: the caller's saved filters and the shared ones. */
export const GET = staffRoute({ result: savedViews, run: ({ supabase }) => listViews(supabase) });

/** POST /api/console/views: creates, renames or shares one under the id that the client chose. */
export const POST = staffRoute({
  body: viewToSave,
  result: savedViews,
  run: ({ supabase, body }) => saveView(supabase, body),
});
