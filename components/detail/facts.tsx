import type { ReactNode } from "react";

type FactsProps = { facts: readonly { label: string; value: ReactNode }[] };

/** Names and values in two columns; a value that is null or empty is left out. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-xs">
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== "")
        .map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="break-words text-text">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
