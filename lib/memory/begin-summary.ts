import "server-only";
import { z } from "zod";
import { notes } from "@/lib/memory/notes";
import { summarySettings } from "@/lib/memory/summary-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const message = z.object({
  seq: z.int(),
  author: z.enum(["customer", "bot", "staff", "system"]),
  created_at: z.iso.datetime({ offset: true }),
  text: z.string(),
  /** Characters of the whole text, of which `text` may be the beginning. */
  length: z.int(),
});
export type RoundMessage = z.infer<typeof message>;

const claim = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("busy") }),
  z.object({
    kind: z.literal("claimed"),
    fence: z.int(),
    customer_id: z.uuid(),
    after_seq: z.int(),
    last_seq: z.int(),
    failures: z.int(),
    base: z.object({ id: z.uuid(), content: notes, is_earlier: z.boolean() }).nullable(),
    messages: z.array(message).min(1),
    is_all: z.boolean(),
  }),
]);
export type SummaryClaim = z.infer<typeof claim>;
export type ClaimedSummary = Extract<SummaryClaim, { kind: "claimed" }>;

/** Claims a session's notes; `isGoingOn` for the later rounds of a run, which go to the newest message. */
export function beginSummary(
  sessionId: string,
  runId: string,
  isGoingOn: boolean,
): Promise<SummaryClaim> {
  return callFunction(
    serviceClient(),
    "begin_summary",
    {
      p_session_id: sessionId,
      p_run_id: runId,
      p_is_going_on: isGoingOn,
      p_settings: summarySettings(),
    },
    claim,
  );
}
