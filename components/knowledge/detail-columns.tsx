import type { ReactNode } from "react";
import { knowledgeCopy } from "@/components/copy/knowledge";

/** What is edited at the left, what it looks like and its versions at the right, or below on narrow screens. */
export function DetailColumns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid min-h-0 grow content-start gap-6 overflow-y-auto p-5 wide:grid-cols-[minmax(0,1fr)_384px] max-tablet:p-3">
      <div className="grid max-w-3xl content-start gap-4">{children}</div>
      <aside aria-label={knowledgeCopy.article.history} className="grid content-start gap-6">
        {aside}
      </aside>
    </div>
  );
}

export function AsideSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h2 className="text-sm font-semibold text-ink">{title}</h2>
      {children}
    </section>
  );
}
