import type { ReactNode } from "react";

type PartProps = { title: string; note: string; className?: string; children: ReactNode };

/** One part with its states, under its name. */
export function Part({ title, note, className = "", children }: PartProps) {
  return (
    <section
      aria-label={title}
      className={`mb-3.5 break-inside-avoid overflow-hidden rounded-md border border-line bg-surface ${className}`}
    >
      <header className="flex min-h-10 flex-wrap items-baseline gap-x-2 border-line border-b px-3.5 py-2">
        <h2 className="font-semibold text-ink text-sm">{title}</h2>
        <p className="text-muted text-xs">{note}</p>
      </header>
      {children}
    </section>
  );
}
