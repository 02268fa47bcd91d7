import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type StatePanelProps = {
  icon: LucideIcon;
  tone?: "good" | "bad" | "neutral";
  title: string;
  children?: ReactNode;
  action?: ReactNode;
};

const tones = { good: "text-good", bad: "text-bad", neutral: "text-muted" };

/** Fills an empty room: says what is good or next (empty), or what is still true and what to do (error). */
export function StatePanel({
  icon: Icon,
  tone = "neutral",
  title,
  children,
  action,
}: StatePanelProps) {
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className="grid h-full animate-enter place-content-center justify-items-center gap-1 px-6 py-8 text-center text-xs text-muted"
    >
      <Icon
        aria-hidden="true"
        className={classNames("mb-1 size-5", tones[tone])}
        strokeWidth={1.8}
      />
      <p className="text-sm font-semibold text-ink">{title}</p>
      {children && <div className="max-w-72 text-balance">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
