"use client";

import { classNames } from "@/components/ui/class-names";

type FilterChipsProps<Value extends string> = {
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: string; count?: number | undefined }[];
  /** Pressing the chosen chip takes the filter away. */
  onChange: (value: Value | null) => void;
};

/** A few choices of one filter, all in view; at most one holds. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1">
      <legend className="sr-only">{props.label}</legend>
      {props.options.map(({ value, label, count }) => {
        const isOn = value === props.value;
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isOn}
            onClick={() => props.onChange(isOn ? null : value)}
            className={classNames(
              "flex h-7 shrink-0 items-center gap-1 rounded-sm border px-2 font-medium text-xs max-tablet:h-11 max-tablet:px-3",
              isOn
                ? "border-info-line bg-selected text-ink"
                : "border-line-strong border-dashed text-muted hover:bg-hover",
            )}
          >
            {label}
            {count !== undefined && <span className="text-2xs tabular-nums">{count}</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
