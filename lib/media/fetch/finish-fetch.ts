import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import type { FetchTicket } from "@/lib/media/fetch/bring-file";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Says that a brought file is stored, and until when it is kept. Repeating it changes nothing. */
export function finishFetch(ticket: FetchTicket): Promise<"stored" | "superseded"> {
  return callFunction(
    serviceClient(),
    "mark_media_stored",
    {
      p_media_id: ticket.mediaId,
      p_claim: ticket.claim,
      p_retention_days: env().MEDIA_RETENTION_DAYS,
    },
    z.enum(["stored", "superseded"]),
  );
}
