"use client";

import { Clock, Lock } from "lucide-react";
import { lastStretchMs } from "@/components/composer/use-window-clock";
import { formatCountdown, windowState } from "@/components/composer/window-state";
import { composerCopy } from "@/components/copy/composer";
import { formatDuration, formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";

const dayMs = 24 * 3_600_000;

/** The 24-hour window: state first, how much of it is left (in seconds near the end), the exact end on hover. */
export function WindowBar({ expiresAt, now }: { expiresAt: string | null; now: number }) {
  const { zone } = useViewerTime();
  const state = windowState(expiresAt, now);
  if (!state || !expiresAt) return null;
  const exact = formatExact(expiresAt, zone);
  if (state.kind === "closed") {
    return (
      <p
        title={composerCopy.closedAt(exact)}
        className="flex items-center gap-1.5 text-xs text-window-closed"
      >
        <Lock aria-hidden="true" className="size-3.5" strokeWidth={2} />
        <b>{composerCopy.windowClosed}</b>
        <span className="tabular-nums">
          {composerCopy.ago(formatDuration(now - Date.parse(expiresAt)))}
        </span>
      </p>
    );
  }
  const closing = state.kind === "closing";
  const left =
    state.left < lastStretchMs ? formatCountdown(state.left) : formatDuration(state.left);
  return (
    <p
      title={composerCopy.closesAt(exact)}
      className={classNames(
        "flex shrink-0 items-center gap-2 text-xs",
        closing ? "text-window-closing" : "text-window-open",
      )}
    >
      <Clock aria-hidden="true" className="size-3.5" strokeWidth={2} />
      {closing ? composerCopy.windowClosing : composerCopy.windowOpen}
      <span
        aria-hidden="true"
        className="h-1 w-24 overflow-hidden rounded-full bg-line max-tablet:w-12"
      >
        <span
          className={classNames("block h-full", closing ? "bg-warn-solid" : "bg-good-solid")}
          style={{ width: `${Math.min(100, (state.left / dayMs) * 100)}%` }}
        />
      </span>
      <span
        className={classNames(
          "tabular-nums",
          state.left < lastStretchMs ? "font-semibold" : "text-muted",
        )}
      >
        {composerCopy.left(left)}
      </span>
    </p>
  );
}
