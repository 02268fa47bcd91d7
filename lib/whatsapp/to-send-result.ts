import type { SendOutcome } from "@/lib/whatsapp/luminous-client";
import type { SendResult } from "@/lib/whatsapp/record-send-result";
import { httpErrorRule, type SendErrorRule, sendErrorRule } from "@/lib/whatsapp/send-errors";

/** What to record for a provider's outcome: whether it may be tried again, and whether all must stop. Pure. */
export function toSendResult(outcome: SendOutcome): SendResult {
  switch (outcome.kind) {
    case "accepted":
      return { kind: "accepted", wa_message_id: outcome.waMessageId };
    case "unknown":
      return { kind: "unknown", reason: outcome.reason };
    case "refused":
      return failed(sendErrorRule(outcome.code), outcome.code, "refused", outcome.retryAfterMs);
    case "not_sent":
      return failed(
        outcome.httpStatus === null ? reachable : httpErrorRule(outcome.httpStatus),
        null,
        outcome.reason,
        outcome.retryAfterMs,
      );
  }
}

/** Nothing answered at the provider's address, so nothing left: as good as a passing fault. */
const reachable: SendErrorRule = {
  class: "retry",
  words: "Luminous could not be reached. The message is tried again.",
};

function failed(
  rule: SendErrorRule,
  code: number | null,
  reason: string,
  retryAfterMs: number | null,
): SendResult {
  return {
    kind: "failed",
    error_code: code,
    reason,
    retry: rule.class === "retry" || rule.class === "retry_pair",
    retry_after_ms: retryAfterMs,
    stops_account: rule.class === "stop_account",
  };
}
