import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/console-schemas";

/** The state of an outbound message in words, with the reason where it did not arrive. */
export function deliveryText(message: TranscriptMessage): string {
  if (!message.state) return "";
  const state = transcriptCopy.states[message.state];
  if (message.state === "queued" && message.attempt) return transcriptCopy.retryWaits;
  if (message.state !== "failed" && message.state !== "suppressed") return state;
  const code = message.state_reason ?? message.attempt?.error_code?.toString();
  if (!code) return state;
  return `${state}: ${transcriptCopy.reasons[code] ?? transcriptCopy.reasonCode(code)}`;
}
