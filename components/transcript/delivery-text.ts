import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import { sendErrorRule } from "@/lib/whatsapp/send-errors";

type Delivery = Pick<TranscriptMessage, "state" | "state_reason" | "attempt">;

/** The state of an outbound message in words, with the reason where it did not arrive. */
export function deliveryText(message: Delivery): string {
  if (!message.state) return "";
  const state = transcriptCopy.states[message.state];
  if (message.state === "queued" && message.attempt) return transcriptCopy.retryWaits;
  if (message.state !== "failed" && message.state !== "suppressed") return state;
  const code = message.state_reason ?? message.attempt?.error_code?.toString();
  if (!code) return state;
  return `${state}: ${transcriptCopy.reasons[code] ?? unknownReason(code)}`;
}

/** Words first, code second; a code that has no words of its own is explained by what it makes us do. */
function unknownReason(code: string): string {
  if (!/^\d+$/.test(code)) return transcriptCopy.reasonCode(code);
  const { words } = sendErrorRule(Number(code));
  return `${words.replace(/\.$/, "")} (${code})`;
}
