import { composerCopy } from "@/components/copy/composer";
import { requestsCopy } from "@/components/copy/requests";
import type { SendingWay } from "@/lib/privacy/requests/request-schemas";

/** Why something is kept back, as a sentence: a word of the gate, or WhatsApp's own number for a failure. */
export function gateSentence(code: string): string {
  if (/^\d+$/.test(code)) return requestsCopy.sending.refusedByProvider(code);
  const reasons: Record<string, string> = composerCopy.blockedBy;
  return requestsCopy.sending.reasons[code] ?? reasons[code] ?? composerCopy.blocked.other(code);
}

/** Whether a message of this kind can leave by WhatsApp now. */
export const canSend = (sending: SendingWay): boolean => sending.way !== null;

/** How it leaves: nothing to say inside the window, else the template or why it cannot. */
export function SendingNote({
  sending,
  otherwise,
}: {
  sending: SendingWay;
  /** What to do instead when it cannot leave. */
  otherwise: string;
}) {
  if (sending.way === "text") return null;
  const sentence =
    sending.way === "template"
      ? requestsCopy.sending.byTemplate(sending.template ?? "")
      : `${gateSentence(sending.refusal ?? "window_closed")} ${otherwise}`;
  return <p className="text-2xs text-muted">{sentence}</p>;
}
