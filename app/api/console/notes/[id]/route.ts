import { z } from "zod";
import { editNote } from "@/lib/chat/console-notes";
import { noteBody, sessionNote } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/notes/:id: new words for one's own note, also for a deleted one. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ body: noteBody }),
  result: sessionNote,
  run: ({ supabase, params, body }) => editNote(supabase, params.id, body.body),
});
