"use client";

import { Bot, CircleHelp, CircleMinus, Clock, Flag, Lock, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { composerCopy } from "@/components/copy/composer";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { sessionsCopy } from "@/components/copy/sessions";
import { rowName } from "@/components/sessions/row-name";
import { snippetOf } from "@/components/sessions/snippet";
import { ClockTime } from "@/components/time/clock-time";
import { formatDuration, formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { SessionRow } from "@/lib/chat/console-schemas";

type SessionRowProps = { row: SessionRow; href: string; selected: boolean; viewerId: string };

/** One conversation of the list, always of one height so that the list can be virtual. */
export function SessionRowLink({ row, href, selected, viewerId }: SessionRowProps) {
  const name = rowName(row);
  const waits = row.owner === "human" && row.customer_waits && row.status === "active";
  return (
    <Link
      href={href as "/sessions"}
      prefetch={false}
      scroll={false}
      data-session={row.id}
      aria-current={selected ? "true" : undefined}
      className={classNames(
        "relative grid h-(--row-session) max-tablet:h-[84px] grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2.5 border-b border-line px-3.5 pt-2 -outline-offset-2 hover:bg-hover max-tablet:px-4 max-tablet:pt-2.5",
        selected && "bg-selected shadow-[inset_2px_0_0_var(--focus)] hover:bg-selected",
      )}
    >
      {row.unread > 0 && (
        <span className="absolute top-5 left-1 size-[5px] rounded-full bg-focus" />
      )}
      <span className="row-span-2 mt-0.5">
        <Avatar
          name={name}
          owner={row.owner}
          ownerTitle={row.owner === "human" ? sessionsCopy.ownerHuman : sessionsCopy.ownerBot}
        />
      </span>
      <span className="flex items-baseline gap-2">
        <span
          className={classNames(
            "truncate font-medium text-ink max-tablet:text-md",
            row.unread > 0 && "font-semibold",
          )}
        >
          {name}
        </span>
        {waits && <span className="sr-only">{sessionsCopy.waiting}</span>}
        <ClockTime
          iso={row.last_message_at}
          kind="row"
          className="ml-auto shrink-0 text-2xs text-faint tabular-nums"
        />
      </span>
      <span className="flex items-center gap-2">
        <span
          className={classNames(
            "grow truncate text-xs text-muted max-tablet:text-sm",
            (waits || row.unread > 0) && "text-text",
          )}
        >
          {snippetOf(row)}
        </span>
        {row.unread > 0 && (
          <span
            title={sessionSearchCopy.unreadCount(row.unread)}
            className="shrink-0 rounded-full bg-ink px-1.5 text-2xs leading-4 font-semibold text-on-ink tabular-nums"
          >
            <span aria-hidden="true">{row.unread >= 10 ? "9+" : row.unread}</span>
            <span className="sr-only">{sessionSearchCopy.unreadCount(row.unread)}</span>
          </span>
        )}
      </span>
      <span className="col-start-2 mt-px flex h-5 items-center gap-1.5 overflow-hidden text-2xs">
        <RowChips row={row} viewerId={viewerId} />
        <WindowLeft row={row} />
      </span>
    </Link>
  );
}

/** At most two facts, the most urgent first. */
function RowChips({ row, viewerId }: { row: SessionRow; viewerId: string }) {
  const words = sessionsCopy;
  const chips = [];
  if (row.last_message?.state === "unknown") {
    chips.push(
      <Chip key="unknown" icon={CircleHelp} tone="warn">
        {words.sendUnknown}
      </Chip>,
    );
  } else if (row.last_message?.state === "failed") {
    chips.push(
      <Chip key="failed" icon={TriangleAlert} tone="bad">
        {words.sendFailed}
      </Chip>,
    );
  }
  if (row.consent === "opted_out") {
    chips.push(
      <Chip key="out" icon={CircleMinus} tone="bad">
        {words.consent.opted_out}
      </Chip>,
    );
  }
  if (row.status === "closed") {
    chips.push(
      <Chip key="closed" icon={Lock}>
        {words.closedChip}
      </Chip>,
    );
  } else if (row.owner === "bot") {
    chips.push(
      <Chip key="bot" icon={Bot} tone="bot">
        {words.bot}
      </Chip>,
    );
  } else if (row.assigned_to) {
    chips.push(
      <Assignee key="human" name={row.assigned_name} isViewer={row.assigned_to === viewerId} />,
    );
  } else {
    chips.push(
      <Chip key="needs" icon={Flag} tone="warn">
        {words.ownerReasons[row.owner_reason ?? ""] ?? words.unassigned}
      </Chip>,
    );
  }
  return chips.slice(0, 2);
}

/** Who answers, with their initials: found faster than read. */
function Assignee({ name, isViewer }: { name: string | null; isViewer: boolean }) {
  const first = name?.split(" ")[0] ?? sessionsCopy.unassigned;
  return (
    <span
      title={name ? sessionSearchCopy.assignedTo(name) : undefined}
      className="inline-flex h-5 min-w-0 shrink-0 items-center gap-1 rounded-full border border-human-line bg-human-soft pr-2 font-medium text-human"
    >
      <Avatar name={name ?? "?"} size="small" tone="staff" />
      <span className="truncate">{isViewer ? sessionsCopy.you : first}</span>
    </span>
  );
}

function WindowLeft({ row }: { row: SessionRow }) {
  const { now, zone } = useViewerTime();
  if (row.status === "closed" || !row.window_expires_at) return null;
  const left = Date.parse(row.window_expires_at) - now;
  const Icon = left > 0 ? Clock : Lock;
  return (
    <span
      title={composerCopy.closesAt(formatExact(row.window_expires_at, zone))}
      className={classNames(
        "ml-auto flex shrink-0 items-center gap-1 tabular-nums",
        left <= 0
          ? "text-window-closed"
          : left < 7_200_000
            ? "font-medium text-window-closing"
            : "text-muted",
      )}
    >
      <Icon aria-hidden="true" className="size-3" strokeWidth={2} />
      {left > 0 ? formatDuration(left) : sessionsCopy.windowClosed}
    </span>
  );
}
