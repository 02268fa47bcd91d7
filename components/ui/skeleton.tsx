import { classNames } from "@/components/ui/class-names";

/** A grey bar in the shape of what will stand there. It shows after 200 ms, so quick answers do not flash. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "block rounded-xs bg-line animate-appear motion-safe:animate-skeleton",
        className,
      )}
    />
  );
}
