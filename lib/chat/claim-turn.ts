import "server-only";
import { z } from "zod";
import { mediaPatience } from "@/lib/chat/media-patience";
import { turnSettings } from "@/lib/chat/turn-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const claim = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nothing") }),
  z.object({
    kind: z.literal("wait"),
    until: z.iso.datetime({ offset: true }),
    reason: z.enum(["quiet_window", "turn_running", "media"]),
  }),
  z.object({ kind: z.literal("held"), reason: z.string() }),
  z.object({ kind: z.literal("handed_off"), reason: z.string() }),
  z.object({ kind: z.literal("claimed"), turn_id: z.uuid(), fence: z.number().int() }),
]);
export type Claim = z.infer<typeof claim>;

/**
 * Asks for the right to answer a session; see `claim_turn` in the migrations for what decides, and
 * `claim_turn_with_media` for how long files are waited for. The same run gets the same claim again,
 * should the first answer have been lost.
 */
export function claimTurn(sessionId: string, runId: string): Promise<Claim> {
  return callFunction(
    serviceClient(),
    "claim_turn_with_media",
    {
      p_session_id: sessionId,
      p_run_id: runId,
      p_settings: { ...turnSettings(), ...mediaPatience() },
    },
    claim,
  );
}
