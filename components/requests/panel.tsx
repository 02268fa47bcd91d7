import { type ReactNode, useId } from "react";

/** One matter on the page of a request: a title, what stands beside it, and the rest. */
export function Panel({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface">
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3.5 py-1.5">
        <h2 id={id} className="font-semibold text-ink text-sm">
          {title}
        </h2>
        {aside && <div className="ml-auto flex items-center gap-2 text-muted text-xs">{aside}</div>}
      </header>
      <div className="grid gap-2.5 px-3.5 py-3 text-text text-xs">{children}</div>
    </section>
  );
}
