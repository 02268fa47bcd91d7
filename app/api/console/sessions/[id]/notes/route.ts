import { z } from "zod";
import { addNote } from "@/lib/chat/console-notes";
import { noteBody, sessionNote } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/notes: adds an internal note; the same id again adds nothing. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ id: z.uuid(), body: noteBody }),
  result: sessionNote,
  run: ({ supabase, params, body }) => addNote(supabase, { sessionId: params.id, ...body }),
});
