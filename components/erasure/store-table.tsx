import { Check, Circle, LoaderCircle, Minus, TriangleAlert } from "lucide-react";
import { erasureCopy } from "@/components/copy/erasure";
import type { StoreRow } from "@/components/erasure/store-rows";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";

const words = erasureCopy.columns;
const icons = {
  preview: Minus,
  waiting: Circle,
  running: LoaderCircle,
  done: Check,
  failed: TriangleAlert,
};
const tones = {
  preview: "text-muted",
  waiting: "text-muted",
  running: "text-info",
  done: "text-good",
  failed: "text-bad",
};

/** A phone has room for one figure a store: what would go, and once it has begun, what went. */
type OnPhone = { preview: string; done: string };

/** Every store with what was counted, what is done and where it is. */
export function StoreTable({ rows }: { rows: readonly StoreRow[] }) {
  const sum = (pick: (row: StoreRow) => number | null) =>
    rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
  const isStarted = rows.some(({ done }) => done !== null);
  const onPhone: OnPhone = isStarted
    ? { preview: "max-tablet:hidden", done: "" }
    : { preview: "", done: "max-tablet:hidden" };
  return (
    <table className="w-full border-collapse text-left text-xs">
      <caption className="sr-only">{erasureCopy.title}</caption>
      <thead className="text-muted">
        <tr className="border-line border-b">
          <th scope="col" className="py-1.5 pr-2 font-medium">
            {words.store}
          </th>
          <th
            scope="col"
            className={classNames("px-2 py-1.5 text-right font-medium", onPhone.preview)}
          >
            {words.preview}
          </th>
          <th
            scope="col"
            className={classNames("px-2 py-1.5 text-right font-medium", onPhone.done)}
          >
            {isStarted ? words.done : ""}
          </th>
          <th scope="col" className="py-1.5 pl-3 font-medium">
            {words.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.store} row={row} isStarted={isStarted} onPhone={onPhone} />
        ))}
      </tbody>
      <tfoot>
        <tr className="border-line-strong border-t font-semibold text-ink">
          <th scope="row" className="py-1.5 pr-2 font-semibold">
            {erasureCopy.total}
          </th>
          <td className={classNames("px-2 py-1.5 text-right tabular-nums", onPhone.preview)}>
            {erasureCopy.number(sum(({ inPreview }) => inPreview))}
          </td>
          <td className={classNames("px-2 py-1.5 text-right tabular-nums", onPhone.done)}>
            {isStarted &&
              erasureCopy.number(sum(({ inPreview, done }) => (inPreview === null ? 0 : done)))}
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

type RowProps = { row: StoreRow; isStarted: boolean; onPhone: OnPhone };

function Row({ row, isStarted, onPhone }: RowProps) {
  const Icon = icons[row.state];
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-2 font-normal text-ink">
        {row.name}
        <span className="block text-2xs text-muted">{row.detail}</span>
        {row.samples.map((sample) => (
          <span key={sample} className="block font-mono text-2xs text-faint">
            {sample}
          </span>
        ))}
      </th>
      <td className={classNames("px-2 py-1.5 text-right text-ink tabular-nums", onPhone.preview)}>
        {row.inPreview === null ? "" : erasureCopy.number(row.inPreview)}
      </td>
      <td className={classNames("px-2 py-1.5 text-right text-ink tabular-nums", onPhone.done)}>
        {isStarted && row.done !== null ? erasureCopy.number(row.done) : ""}
      </td>
      <td className={classNames("py-1.5 pl-3", tones[row.state])}>
        <span className="inline-flex items-center gap-1.5">
          <Icon
            aria-hidden="true"
            className={classNames(
              "size-3.5 shrink-0",
              row.state === "running" && "motion-safe:animate-spin",
            )}
          />
          <span>
            {row.word} {row.finishedAt && <ClockTime iso={row.finishedAt} />}
            {row.attempts > 1 && row.state !== "done" && ` (${erasureCopy.attempts(row.attempts)})`}
          </span>
        </span>
      </td>
    </tr>
  );
}
