import { z } from "zod";
import { announce } from "@/inngest/announce";
import { transcriptMessage } from "@/lib/chat/conversation-schemas";
import { ApiError } from "@/lib/http/api-error";
import { staffRoute } from "@/lib/http/staff-route";
import { sendStaffFile } from "@/lib/media/send/send-staff-file";
import { fileHeader, staffFileLimits } from "@/lib/media/send/staff-file";

/** POST /api/console/sessions/:id/files: the body is the file; the same client_key again sends nothing twice. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  takesFile: true,
  result: z.object({ messages: z.array(transcriptMessage) }),
  run: async ({ request, supabase, params }) => {
    const file = readHeader(request.headers.get("x-file"));
    const size = Number(request.headers.get("content-length"));
    if (!Number.isSafeInteger(size) || size <= 0) throw new ApiError("file_unreadable");
    if (size > staffFileLimits.document) throw new ApiError("file_too_large", "document");
    const { message_ids, messages } = await sendStaffFile(supabase, {
      ...{ sessionId: params.id, file, size },
      body: request.body,
      signal: request.signal,
    });
    await announce({ sendMessageIds: message_ids });
    return { messages };
  },
});

function readHeader(value: string | null) {
  try {
    return fileHeader.parse(JSON.parse(decodeURIComponent(value ?? "")));
  } catch {
    throw new ApiError("invalid");
  }
}
