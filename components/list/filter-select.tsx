"use client";

import { listCopy } from "@/components/copy/list";
import { classNames } from "@/components/ui/class-names";

type FilterSelectProps<Value extends string> = {
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
};

/** One filter of a list; "any" takes it away. The browser's own select: quick, and right on phones. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <label className="flex items-center gap-1.5 text-muted text-xs">
      <span className="sr-only">{label}</span>
      <select
        value={value ?? ""}
        onChange={(event) =>
          onChange(options.find((option) => option.value === event.target.value)?.value ?? null)
        }
        className={classNames(
          "h-7 max-w-48 rounded-sm border bg-raised px-1.5 text-text text-xs max-tablet:h-11 max-tablet:text-lg",
          value === null ? "border-control" : "border-info-line bg-selected font-medium text-ink",
        )}
      >
        <option value="">{listCopy.any(label)}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
