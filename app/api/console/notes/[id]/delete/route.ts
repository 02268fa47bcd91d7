import { z } from "zod";
import { deleteNote } from "@/lib/chat/console-notes";
import { sessionNote } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/notes/:id/delete: removes the words of one's own note. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionNote,
  run: ({ supabase, params }) => deleteNote(supabase, params.id),
});
