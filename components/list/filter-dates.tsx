"use client";

import { listCopy } from "@/components/copy/list";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";

/** Days as `2026-11-22` of the viewer's zone, both included; turn them into instants with `dayBounds`. */
export type Days = { from: string | null; until: string | null };

type FilterDatesProps = { label: string; value: Days; onChange: (value: Days) => void };

/** A range of days. The browser's own date fields: typed or picked, right on phones. */
export function FilterDates({ label, value, onChange }: FilterDatesProps) {
  const { zone } = useViewerTime();
  const field = (name: keyof Days, limits: { min?: string; max?: string }) => (
    <label className="flex items-center gap-1.5 max-tablet:grid max-tablet:gap-0.5">
      <span>{listCopy[name]}</span>
      <input
        type="date"
        value={value[name] ?? ""}
        {...limits}
        onChange={(event) => onChange({ ...value, [name]: event.target.value || null })}
        className={classNames(
          "h-7 w-full rounded-sm border bg-raised px-1.5 text-text text-xs tabular-nums max-tablet:h-11 max-tablet:text-lg",
          value[name] === null ? "border-control" : "border-info-line bg-selected text-ink",
        )}
      />
    </label>
  );
  return (
    <fieldset
      title={listCopy.inZone(zone)}
      className="flex flex-wrap items-center gap-2 text-muted text-xs max-tablet:grid max-tablet:w-full max-tablet:grid-cols-2"
    >
      <legend className="sr-only">{label}</legend>
      {field("from", value.until ? { max: value.until } : {})}
      {field("until", value.from ? { min: value.from } : {})}
    </fieldset>
  );
}
