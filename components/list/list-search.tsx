"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { listCopy } from "@/components/copy/list";
import { useShortcut } from "@/components/frame/shortcuts";
import { classNames } from "@/components/ui/class-names";
import { Key } from "@/components/ui/key";

type ListSearchProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
};

/** Searches 250 ms after the last key; `/` focuses it. Esc empties the field, then leaves it. */
export function ListSearch({ label, value, onChange, className }: ListSearchProps) {
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setDraft(value);
  }
  useEffect(() => {
    if (draft.trim() === value) return;
    const timer = setTimeout(() => onChange(draft.trim()), 250);
    return () => clearTimeout(timer);
  });
  useShortcut("/", (event) => {
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  });
  const clear = () => {
    setDraft("");
    onChange("");
  };

  return (
    <div className={classNames("relative max-tablet:basis-full", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={draft}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (draft) clear();
          else event.currentTarget.blur();
        }}
        className="h-7 w-full rounded-sm border border-control bg-raised pr-8 pl-8 text-ink text-xs max-tablet:h-11 max-tablet:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {draft ? (
        <button
          type="button"
          aria-label={listCopy.clearSearch}
          onClick={clear}
          className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-xs text-muted hover:bg-hover"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : (
        <span className="pointer-events-none absolute top-1/2 right-2 flex -translate-y-1/2 text-muted max-tablet:hidden">
          <Key>/</Key>
        </span>
      )}
    </div>
  );
}
