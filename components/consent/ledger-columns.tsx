import { ChangeChip } from "@/components/consent/change-chip";
import { customerName, sourceText, spokenWords } from "@/components/consent/ledger-words";
import { consentCopy } from "@/components/copy/consent";
import type { Column } from "@/components/list/data-list";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { ClockTime } from "@/components/time/clock-time";
import type { LedgerLine } from "@/lib/privacy/ledger-schemas";

const words = consentCopy.columns;

export const ledgerColumns: Column<LedgerLine>[] = [
  {
    key: "customer",
    head: words.customer,
    width: "minmax(0,1.4fr)",
    cell: (line) => (
      <span className="block truncate">
        <span className="font-medium text-ink">{customerName(line)}</span>{" "}
        <span className="text-muted tabular-nums">
          {line.number !== null && spacedNumber(line.number)}
        </span>
      </span>
    ),
  },
  {
    key: "change",
    head: words.change,
    width: "168px",
    cell: (line) => <ChangeChip line={line} />,
  },
  {
    key: "how",
    head: words.how,
    width: "minmax(0,1.6fr)",
    phone: "hide",
    cell: (line) => {
      const said = spokenWords(line);
      return (
        <span className="block truncate">
          {said !== null && `${consentCopy.quoted(said)} `}
          <span className="text-muted">{sourceText(line)}</span>
        </span>
      );
    },
  },
  {
    key: "at",
    head: words.at,
    width: "96px",
    align: "end",
    cell: (line) => <ClockTime iso={line.at} kind="row" className="relative z-1 text-muted" />,
  },
];
