import { type ReactNode, useId } from "react";

export function AccountSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-3 rounded-md border border-line bg-surface p-4 text-text text-xs"
    >
      <h2 id={id} className="font-semibold text-ink text-sm">
        {title}
      </h2>
      {children}
    </section>
  );
}
