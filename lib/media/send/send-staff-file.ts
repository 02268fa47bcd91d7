import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { queuedReply } from "@/lib/chat/conversation-schemas";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";
import { removeObjects } from "@/lib/media/media-storage";
import { receiveFile } from "@/lib/media/send/receive-file";
import type { FileHeader } from "@/lib/media/send/staff-file";

const begun = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("again") }),
  z.object({ kind: z.literal("upload"), media_id: z.uuid(), storage_path: z.string() }),
]);
const queued = queuedReply.extend({ used: z.boolean() });

type Sending = {
  sessionId: string;
  file: FileHeader;
  size: number;
  body: ReadableStream<Uint8Array> | null;
  signal: AbortSignal;
};

/**
 * Takes a file of the person who answers: asks the gate, stores it, asks the gate again and queues it
 * with its words. What was uploaded and is not used is removed; should that be cut short, the sweep of
 * the bucket finds it.
 * @throws ApiError as queueStaffReply, and what receiveFile throws
 */
export async function sendStaffFile(supabase: SupabaseClient, sending: Sending) {
  const { sessionId, file, size, body, signal } = sending;
  const key = { p_session_id: sessionId, p_client_key: file.client_key };
  const queue = (stored: object) =>
    callRpc(
      supabase,
      "queue_staff_file",
      {
        ...key,
        p_file: stored,
        p_words: file.words === "" ? [] : [file.words],
        p_retention_days: env().MEDIA_RETENTION_DAYS,
      },
      queued,
    );
  const place = await callRpc(supabase, "begin_staff_file", key, begun);
  if (place.kind === "again") {
    await body?.cancel();
    return queue({});
  }
  const { media_id, storage_path } = place;
  let isUsed = false;
  try {
    const { kind, mimeType, checksum } = await receiveFile({
      ...{ body, size, signal },
      path: storage_path,
    });
    const stored = { media_id, storage_path, kind, mime_type: mimeType, checksum, size };
    const result = await queue({ ...stored, file_name: file.name });
    isUsed = result.used;
    return result;
  } finally {
    if (!isUsed) await removeObjects([storage_path]);
  }
}
