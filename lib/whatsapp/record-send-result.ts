import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { whilePassing } from "@/lib/supabase/while-passing";
import { sendSettings } from "@/lib/whatsapp/send-settings";

export type SendResult =
  | { kind: "accepted"; wa_message_id: string }
  | {
      kind: "failed";
      error_code: number | null;
      reason: string;
      retry: boolean;
      retry_after_ms: number | null;
      stops_account: boolean;
    }
  | { kind: "unknown"; reason: string };

const recorded = z.object({
  state: z.string().nullable(),
  not_before: z.iso.datetime({ offset: true }).nullish(),
});

/** An answer that is lost leaves the message in doubt for good, so the database is waited for. */
const patienceMs = 20_000;

/** Writes what the provider answered to an attempt, with receipts that came before the answer. */
export function recordSendResult(attemptId: string, result: SendResult) {
  const args = { p_attempt_id: attemptId, p_result: result, p_settings: sendSettings() };
  return whilePassing(patienceMs, (signal) =>
    callFunction(serviceClient(), "record_send_result", args, recorded, signal),
  );
}
