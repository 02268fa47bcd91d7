"use client";

import { classNames } from "@/components/ui/class-names";

type TabsProps<Value extends string> = {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string; count?: string | number | undefined }[];
  onChange: (value: Value) => void;
};

/** Views of one page side by side; the arrow keys move between them. Keep the value in the address. */
export function Tabs<Value extends string>({ label, value, tabs, onChange }: TabsProps<Value>) {
  const step = (by: number) => {
    const place = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(place + by + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.value);
    document.getElementById(`tab-${next.value}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={label}
      className="flex gap-1"
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") step(1);
        else if (event.key === "ArrowLeft") step(-1);
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.value}
          id={`tab-${tab.value}`}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
          className={classNames(
            "flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-xs max-tablet:h-11",
            tab.value === value ? "bg-selected text-ink" : "text-muted hover:bg-hover",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-muted tabular-nums">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
