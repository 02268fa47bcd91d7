"use client";

import { Clock, Lock } from "lucide-react";
import { composerCopy } from "@/components/copy/composer";
import { formatDuration, formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";
import type { SessionHeader } from "@/lib/chat/console-schemas";

const dayMs = 24 * 3_600_000;
const closingMs = 2 * 3_600_000;

/** The 24-hour window: state, how much of it is left, and the exact end on hover. */
export function WindowBar({ session }: { session: SessionHeader }) {
  const { now, zone } = useViewerTime();
  if (!session.window_expires_at) return null;
  const left = Date.parse(session.window_expires_at) - now;
  const closing = left < closingMs;
  const exact = composerCopy.closesAt(formatExact(session.window_expires_at, zone));
  if (left <= 0) {
    return (
      <p title={exact} className="mb-2 flex items-center gap-1.5 text-xs text-window-closed">
        <Lock aria-hidden="true" className="size-3.5" strokeWidth={2} />
        <b>{composerCopy.windowClosed}</b>
      </p>
    );
  }
  return (
    <p
      title={exact}
      className={classNames(
        "mb-2 flex items-center gap-2 text-xs",
        closing ? "text-window-closing" : "text-window-open",
      )}
    >
      <Clock aria-hidden="true" className="size-3.5" strokeWidth={2} />
      {closing ? composerCopy.windowClosing : composerCopy.windowOpen}
      <span aria-hidden="true" className="h-1 w-24 overflow-hidden rounded-full bg-line">
        <span
          className={classNames("block h-full", closing ? "bg-warn-solid" : "bg-good-solid")}
          style={{ width: `${Math.min(100, (left / dayMs) * 100)}%` }}
        />
      </span>
      <span className="text-muted tabular-nums">{composerCopy.left(formatDuration(left))}</span>
    </p>
  );
}
