import type { WantedFile } from "@/lib/media/fetch/fetch-file";
import type { RunningSupabase } from "../../local/supabase/start-supabase";
import { messageItem, sendSettings } from "../database/scenario";

/** Has the webhook of one file taken in; the id of its row, which waits to be fetched. */
export async function announceFile(supabase: RunningSupabase, file: WantedFile): Promise<string> {
  const item = messageItem({ type: file.messageType });
  const media = {
    wa_media_id: file.waMediaId,
    mime_type: file.mimeType,
    file_name: null,
    sha256: file.checksum,
    rejected: null,
  };
  const message = { ...item.message, media };
  await supabase.query("select public.ingest_events($1::jsonb, $2::jsonb)", [
    JSON.stringify([{ ...item, message }]),
    JSON.stringify(sendSettings),
  ]);
  const rows = await supabase.query<{ id: string }>(
    "select id from public.chat_media where wa_media_id = $1",
    [file.waMediaId],
  );
  const [row] = rows;
  if (!row) throw new Error("The file was not taken in");
  return row.id;
}
