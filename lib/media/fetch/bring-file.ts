import "server-only";
import { z } from "zod";
import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { fetchFile } from "@/lib/media/fetch/fetch-file";
import { fetchSettings } from "@/lib/media/fetch/fetch-settings";
import { settleFailure } from "@/lib/media/fetch/settle-failure";
import { objectSize, removeObjects } from "@/lib/media/media-storage";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type FetchTicket = { mediaId: string; claim: string };

const wanted = z
  .object({
    wa_media_id: z.string().nullable(),
    message_type: z.string(),
    mime_type: z.string().nullable(),
    checksum: z.string().nullable(),
    storage_path: z.string(),
    phone_number_id: z.string(),
    sent_at: z.iso.datetime({ offset: true }),
    is_deleted: z.boolean(),
    verified_size: z.number().nullable(),
  })
  .nullable();

export type Brought =
  /** The object is there and right, and the row says so; not that it is stored yet. */
  | { kind: "brought" }
  /** Another claim is at work, or nobody wants the file any more. */
  | { kind: "superseded" }
  /** For good, or until the pause is over. */
  | { kind: "given_up"; status: "rejected" | "failed" | "expired"; error: string }
  | { kind: "postponed"; error: string; pauseMs: number };

const week = 7 * 24 * 60 * 60 * 1_000;

/**
 * One attempt at a claimed file, up to an object in the bucket and a row that describes it. May be
 * repeated at any point: what was verified and is still there is not fetched again.
 */
export async function bringFile(ticket: FetchTicket): Promise<Brought> {
  const names = { p_media_id: ticket.mediaId, p_claim: ticket.claim };
  const file = await callFunction(serviceClient(), "read_media_fetch", names, wanted);
  if (file === null) return { kind: "superseded" };
  try {
    if (file.is_deleted) throw new FetchFailure("message_deleted");
    if (file.wa_media_id === null) throw new FetchFailure("missing_media_id");
    const settings = fetchSettings();
    if (settings === null) throw new FetchFailure("download_disabled");
    if (file.verified_size !== null && (await objectSize(file.storage_path)) === file.verified_size)
      return { kind: "brought" };
    const fetched = await fetchFile(
      {
        waMediaId: file.wa_media_id,
        phoneNumberId: file.phone_number_id,
        messageType: file.message_type,
        mimeType: file.mime_type,
        checksum: file.checksum,
        path: file.storage_path,
      },
      settings,
    );
    const args = { ...names, p_file: fetched };
    if (await callFunction(serviceClient(), "save_media_file", args, z.boolean()))
      return { kind: "brought" };
    return await leave(ticket, file.storage_path);
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const isOld = Date.now() - Date.parse(file.sent_at) > week;
    const lapsed = isOld && error.code === "media_not_found";
    return settleFailure(ticket, lapsed ? new FetchFailure("media_expired") : error);
  }
}

/** The claim was lost during the upload. With the row gone nobody else would remove the file. */
async function leave(ticket: FetchTicket, path: string): Promise<Brought> {
  const { data, error } = await serviceClient()
    .from("chat_media")
    .select("id")
    .eq("id", ticket.mediaId)
    .maybeSingle();
  if (error === null && data === null) await removeObjects([path]);
  return { kind: "superseded" };
}
