import "server-only";
import { z } from "zod";
import type { Turn } from "@/lib/chat/begin-turn-step";
import { mediaPatience } from "@/lib/chat/media-patience";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** When to look again whether the files that a restarted turn covers are understood; null: go on. */
export function turnMediaDue(turn: Turn): Promise<string | null> {
  return callFunction(
    serviceClient(),
    "turn_media_due",
    { p_turn_id: turn.turnId, p_fence: turn.fence, p_settings: mediaPatience() },
    z.iso.datetime({ offset: true }).nullable(),
  );
}
