import type { LucideIcon } from "lucide-react";

/** The line over a group of rows. */
export function GroupTitle({
  icon: Icon,
  count,
  children,
}: {
  icon: LucideIcon;
  count?: number | null;
  children: string;
}) {
  return (
    <h2 className="flex h-7 items-center gap-1.5 border-b border-line bg-sunken px-3.5 text-2xs font-medium text-muted max-tablet:px-4">
      <Icon aria-hidden="true" className="size-3" strokeWidth={2} />
      {children}
      {count != null && <span className="tabular-nums">{count}</span>}
    </h2>
  );
}
