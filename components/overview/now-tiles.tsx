"use client";

import {
  CircleParking,
  Clock,
  Flag,
  ListX,
  type LucideIcon,
  MessageSquareWarning,
  Ticket,
  XCircle,
} from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { overviewCopy } from "@/components/copy/overview";
import { formatCount } from "@/components/overview/figure-format";
import { formatDuration } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";
import type { OverviewNow } from "@/lib/overview/now-schemas";
import type { StaffRole } from "@/lib/staff/roles";

type Tile = {
  label: string;
  count: number;
  note: string;
  icon: LucideIcon;
  /** A role that cannot open the list behind a figure reads the figure alone. */
  href: Route | null;
};

const words = overviewCopy.now;

/** What waits for somebody; each figure is the way to its list. */
export function NowTiles({ now, role }: { now: OverviewNow; role: StaffRole }) {
  const { now: clock } = useViewerTime();
  const since = (iso: string | null, say: (time: string) => string) =>
    iso ? say(formatDuration(Math.abs(clock - Date.parse(iso)))) : words.none;
  const { sessions, jobs, parked } = now;
  const isAdmin = role === "admin";
  const tiles: Tile[] = [
    {
      ...{ label: words.human, count: sessions.human, icon: Flag },
      ...{ note: since(now.human_since, words.longest), href: "/sessions?filter=human" },
    },
    {
      ...{ label: words.unanswered, count: sessions.unanswered, icon: MessageSquareWarning },
      ...{ note: since(now.unanswered_since, words.longest), href: "/sessions?filter=unanswered" },
    },
    {
      ...{ label: words.closing, count: sessions.closing, icon: Clock },
      ...{ note: since(now.closing_next, words.next), href: "/sessions?filter=closing" },
    },
    {
      ...{ label: words.failed, count: sessions.failed, icon: XCircle },
      ...{ note: words.inDoubt(waiting(now, "unknown_sends")), href: "/sessions?filter=failed" },
    },
    {
      ...{
        label: words.jobs,
        count: jobs.failures,
        icon: ListX,
        href: isAdmin ? "/jobs?span=30d" : null,
      },
      note: words.jobsNote(jobs.lost, formatCount(jobs.completed_in_24h)),
    },
    {
      ...{ label: words.parked, count: parked.count, icon: CircleParking },
      ...{ note: since(parked.oldest_at, words.oldest), href: isAdmin ? "/parked" : null },
    },
    {
      label: words.tickets,
      count: now.tickets,
      icon: Ticket,
      note: "",
      href: "/tickets?status=open",
    },
  ];
  return (
    <section
      aria-label={words.label}
      className="grid grid-cols-2 overflow-hidden rounded-md border border-line bg-raised tablet:grid-cols-4 wide:grid-cols-7"
    >
      {tiles.map((tile) =>
        tile.href ? (
          <Link key={tile.label} href={tile.href} className="group hover:bg-hover">
            <TileBody tile={tile} />
          </Link>
        ) : (
          <div key={tile.label}>
            <TileBody tile={tile} />
          </div>
        ),
      )}
    </section>
  );
}

function TileBody({ tile: { icon: Icon, ...tile } }: { tile: Tile }) {
  return (
    <div className="px-3.5 py-2.5">
      <p className="flex items-center gap-2 font-semibold text-ink text-xl tabular-nums">
        <Icon
          aria-hidden="true"
          className={classNames("size-4", tile.count > 0 ? "text-warn" : "text-faint")}
        />
        {words.atLeast(tile.count)}
      </p>
      <p className="truncate font-medium text-text text-xs group-hover:underline">{tile.label}</p>
      <p className="truncate text-2xs text-muted">{tile.note || "\u00a0"}</p>
    </div>
  );
}

const waiting = (now: OverviewNow, kind: string) =>
  now.queues.find((queue) => queue.kind === kind)?.waiting ?? 0;
