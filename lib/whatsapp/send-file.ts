import "server-only";
import { z } from "zod";
import { signObject } from "@/lib/media/media-storage";
import { mediaToSend } from "@/lib/media/send/media-to-send";
import { StorageFailure } from "@/lib/media/storage-failure";
import { luminous } from "@/lib/whatsapp/luminous";
import type { SendResult } from "@/lib/whatsapp/record-send-result";
import { toSendResult } from "@/lib/whatsapp/to-send-result";

/** What the message's payload says of the file that it carries. */
export const fileToSend = z.object({ media_id: z.uuid(), kind: z.enum(["image", "document"]) });

/** Luminous fetches the file while it handles the request, and Meta perhaps again a little later. */
const seconds = 3_600;

/** Hands a stored file to the provider by an address that lapses. Nothing has left when that fails. */
export async function sendFile(
  to: string,
  { media_id, kind }: z.infer<typeof fileToSend>,
): Promise<SendResult> {
  const file = await mediaToSend(media_id);
  if (file === null) return unsent("file_removed", false);
  let url: string;
  try {
    url = await signObject(file.storage_path, seconds);
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    return unsent("file_unavailable", true);
  }
  return toSendResult(await luminous().sendMedia({ to, kind, url, name: file.file_name }));
}

const unsent = (reason: string, retry: boolean): SendResult => ({
  kind: "failed",
  error_code: null,
  reason,
  retry,
  retry_after_ms: null,
  stops_account: false,
});
