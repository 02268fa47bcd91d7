import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const traceparent = z.string().nullable();

const turnTraceRow = z.object({
  traceparent,
  /** The message that it answers first. */
  origin: traceparent,
  claimed_at: z.iso.datetime({ offset: true }),
});
export type TurnTrace = z.infer<typeof turnTraceRow>;
const messageTraceRow = z.object({ traceparent });

/** Where a turn stands in its trace. A trace that cannot be read never stops the work. */
export function readTurnTrace(turnId: string): Promise<TurnTrace | null> {
  const args = { p_turn_id: turnId };
  return callFunction(serviceClient(), "turn_trace", args, turnTraceRow.nullable()).catch(
    (error: unknown) => {
      log.warn("Reading a trace failed", { turn_id: turnId, error });
      return null;
    },
  );
}

/** The trace under which a message is sent; null for what came without one. */
export function readMessageTrace(messageId: string): Promise<string | null> {
  const args = { p_message_id: messageId };
  return callFunction(serviceClient(), "message_trace", args, messageTraceRow.nullable()).then(
    (row) => row?.traceparent ?? null,
    (error: unknown) => {
      log.warn("Reading a trace failed", { message_id: messageId, error });
      return null;
    },
  );
}
