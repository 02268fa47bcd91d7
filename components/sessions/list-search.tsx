"use client";

import { Search, X } from "lucide-react";
import { type Ref, useEffect, useState } from "react";
import { sessionsCopy } from "@/components/copy/sessions";
import { Key } from "@/components/ui/key";

type ListSearchProps = {
  ref: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
};

/** Searches 250 ms after the last key. Esc empties the field, then leaves it. */
export function ListSearch({ ref, value, onChange }: ListSearchProps) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setDraft(value);
  }
  useEffect(() => {
    if (draft === value) return;
    const timer = setTimeout(() => onChange(draft.trim()), 250);
    return () => clearTimeout(timer);
  });

  return (
    <div className="relative">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={ref}
        type="search"
        aria-label={sessionsCopy.search}
        placeholder={sessionsCopy.search}
        value={draft}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (draft) {
            setDraft("");
            onChange("");
          } else event.currentTarget.blur();
        }}
        className="h-[30px] w-full rounded-sm border border-control bg-raised pr-8 pl-8 text-xs text-ink max-tablet:h-11 max-tablet:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {draft ? (
        <button
          type="button"
          aria-label={sessionsCopy.clearSearch}
          onClick={() => {
            setDraft("");
            onChange("");
          }}
          className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-xs text-muted hover:bg-hover"
        >
          <X aria-hidden="true" className="size-3.5" />
        </button>
      ) : (
        <span className="pointer-events-none absolute top-1/2 right-2 flex -translate-y-1/2 text-muted">
          <Key>/</Key>
        </span>
      )}
    </div>
  );
}
