import { FlaskConical, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** A line over the whole console; one at a time, worst first. */
export function Banner({ tone, children }: { tone: "bad" | "warn"; children: ReactNode }) {
  const Icon = tone === "bad" ? TriangleAlert : FlaskConical;
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={classNames(
        "flex min-h-[30px] shrink-0 items-center gap-2 border-b px-4 py-1 text-xs",
        tone === "bad"
          ? "border-bad-line bg-bad-soft text-bad"
          : "border-warn-line bg-warn-soft text-warn",
      )}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      <p className="min-w-0">{children}</p>
    </div>
  );
}
