import type { ReactNode } from "react";

type PanelSectionProps = { title: string; aside?: ReactNode; children: ReactNode };

/** One part of the customer panel. */
export function PanelSection({ title, aside, children }: PanelSectionProps) {
  return (
    <section aria-label={title} className="border-b border-line px-4 py-3 text-xs last:border-b-0">
      <div className="mb-1.5 flex min-h-5 flex-wrap items-center gap-1.5">
        <h3 className="grow font-semibold text-ink">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
