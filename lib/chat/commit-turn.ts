import "server-only";
import { z } from "zod";
import { turnSettings } from "@/lib/chat/turn-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const commit = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("committed"),
    message_ids: z.array(z.uuid()),
    more_waiting: z.boolean().default(false),
  }),
  z.object({ kind: z.literal("restart"), until: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.literal("superseded") }),
  z.object({
    kind: z.literal("suppressed"),
    reason: z.string(),
    more_waiting: z.boolean().default(false),
  }),
  z.object({ kind: z.literal("handed_off"), reason: z.string() }),
  z.object({ kind: z.literal("failed"), reason: z.string().nullable() }),
]);
export type Commit = z.infer<typeof commit>;

/** Turns the saved draft into queued bubbles, if the turn is still ours and sending still allowed. */
export function commitTurn(turn: { turnId: string; fence: number }): Promise<Commit> {
  return callFunction(
    serviceClient(),
    "commit_turn",
    { p_turn_id: turn.turnId, p_fence: turn.fence, p_settings: turnSettings() },
    commit,
  );
}
