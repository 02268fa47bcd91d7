import type { Route } from "next";
import Link from "next/link";
import { ChangeChip } from "@/components/consent/change-chip";
import { authorOf, customerName, sourceText, spokenWords } from "@/components/consent/ledger-words";
import { consentCopy } from "@/components/copy/consent";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import type { LedgerLine } from "@/lib/privacy/ledger-schemas";

type LedgerDrawerProps = {
  line: LedgerLine;
  onClose: () => void;
  onCustomer: (id: string) => void;
};

/** One line of the ledger: who, what changed, the exact words or button, where, when, by whom. */
export function LedgerDrawer({ line, onClose, onCustomer }: LedgerDrawerProps) {
  const words = consentCopy.detail;
  const status = (word: string) => consentCopy.statuses[word] ?? word;
  const message =
    line.session_id !== null && line.message_seq !== null
      ? (`/sessions/${line.session_id}?at=${line.message_seq}` as Route)
      : null;
  const said = spokenWords(line);
  return (
    <DetailDrawer
      id={line.id}
      title={customerName(line)}
      subtitle={<ChangeChip line={line} />}
      onClose={onClose}
      actions={
        <>
          {message && (
            <Button asChild>
              <Link href={message}>{words.openMessage}</Link>
            </Button>
          )}
          <Button onClick={() => onCustomer(line.customer_id)}>{words.allOfCustomer}</Button>
        </>
      }
    >
      <Facts
        facts={[
          { label: words.number, value: line.number && spacedNumber(line.number) },
          { label: words.about, value: consentCopy.scopes[line.scope] },
          {
            label: words.change,
            value: words.fromTo(status(line.from_status), status(line.to_status)),
          },
          { label: words.how, value: sourceText(line) },
          {
            label: line.source === "button" ? words.shown : words.words,
            value: said && <span className="whitespace-pre-wrap break-words">{said}</span>,
          },
          {
            label: words.payload,
            value: line.button_id && (
              <span className="break-all font-mono text-2xs">{line.button_id}</span>
            ),
          },
          { label: words.channel, value: consentCopy.channels[line.channel] ?? line.channel },
          {
            label: words.evidence,
            value: line.evidence && <span className="break-words">{line.evidence}</span>,
          },
          { label: words.at, value: <ClockTime iso={line.at} kind="row" /> },
          { label: words.recordedAt, value: <ClockTime iso={line.recorded_at} kind="row" /> },
          { label: words.by, value: authorOf(line) },
          { label: words.message, value: message === null ? words.messageGone : null },
          {
            label: words.id,
            value: <span className="break-all font-mono text-2xs">{line.id}</span>,
          },
        ]}
      />
    </DetailDrawer>
  );
}
