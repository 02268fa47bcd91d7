import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

export type DeliveryStep = { word: string; at: string };

/** When the newest attempt reached which state, in the order in which it can happen. */
export function deliveryTimes({ attempt, state, not_before }: TranscriptMessage): DeliveryStep[] {
  const { steps } = transcriptCopy;
  const known: [string, string | null | undefined][] = [
    [steps.sent, attempt?.sent_at],
    [steps.unknown, attempt?.unknown_at],
    [steps.failed, attempt?.failed_at],
    [steps.delivered, attempt?.delivered_at],
    [steps.read, attempt?.read_at],
    [steps.played, attempt?.played_at],
    [steps.nextTry, state === "queued" ? not_before : null],
  ];
  return known.flatMap(([word, at]) => (at ? [{ word, at }] : []));
}
