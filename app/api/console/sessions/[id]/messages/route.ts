import { z } from "zod";
import { readTranscript } from "@/lib/chat/console-read-session";
import { type TranscriptPlace, transcriptPage } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

const seq = z.coerce.number().int().positive();
/** One of the three, or none for the newest. */
const place: z.ZodType<TranscriptPlace> = z.union([
  z.strictObject({ before: seq }),
  z.strictObject({ after: seq }),
  z.strictObject({ around: seq }),
  z.strictObject({}).transform(() => null),
]);

/** GET /api/console/sessions/:id/messages: a page of bubbles, the newest or a stretch by seq. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  query: place,
  result: transcriptPage,
  run: ({ supabase, params, query }) => readTranscript(supabase, params.id, query),
});
