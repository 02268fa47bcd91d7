import type { ReactNode } from "react";

/** A keyboard key. Decoration only: the action it belongs to names itself. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="min-w-4 rounded-xs border border-current px-1 text-center font-sans text-[10px] leading-[14px] font-medium opacity-70 max-laptop:hidden"
    >
      {children}
    </span>
  );
}
