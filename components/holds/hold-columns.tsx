import { CalendarClock } from "lucide-react";
import { holdsCopy } from "@/components/copy/holds";
import { formatDay } from "@/components/holds/format-day";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { HoldState, LegalHold } from "@/lib/privacy/holds/console-schemas";

const words = holdsCopy.columns;

export const customerName = ({ customer }: Pick<LegalHold, "customer">): string =>
  customer.name ?? customer.number ?? holdsCopy.noName;

const shared: Column<LegalHold>[] = [
  {
    key: "customer",
    head: words.customer,
    width: "minmax(0,1.2fr)",
    cell: (row) => (
      <span className="block truncate">
        <span className="font-medium text-ink">{customerName(row)}</span>{" "}
        {row.customer.name && (
          <span className="text-2xs text-muted tabular-nums">{row.customer.number}</span>
        )}
      </span>
    ),
  },
  {
    key: "reason",
    head: words.reason,
    width: "minmax(0,2fr)",
    cell: (row) => <span className="block truncate">{row.reason}</span>,
  },
];

const placed: Column<LegalHold> = {
  key: "placed",
  head: words.placed,
  width: "minmax(0,0.9fr)",
  cell: (row) => (
    <span className="block truncate text-muted">
      <ClockTime iso={row.placed_at} kind="row" />
      {row.placed_by && ` · ${row.placed_by}`}
    </span>
  ),
};

const review: Column<LegalHold> = {
  key: "review",
  head: words.review,
  width: "minmax(150px,0.9fr)",
  cell: (row) => (
    <span className="flex items-center gap-2 tabular-nums">
      {formatDay(row.review_on)}
      {row.review_due && (
        <Chip icon={CalendarClock} tone="warn">
          {holdsCopy.reviewDue}
        </Chip>
      )}
    </span>
  ),
};

const released: Column<LegalHold> = {
  key: "released",
  head: words.released,
  width: "minmax(0,0.9fr)",
  cell: (row) => (
    <span className="block truncate text-muted">
      {row.released_at && <ClockTime iso={row.released_at} kind="row" />}
      {row.released_by && ` · ${row.released_by}`}
    </span>
  ),
};

/** A hold a line; a released one shows its end where a standing one shows its review. */
export const holdColumns = (state: HoldState): Column<LegalHold>[] => [
  ...shared,
  placed,
  state === "released" ? released : review,
];
