"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  CheckCheck,
  Clock,
  Flag,
  Inbox,
  MessageSquare,
  SearchX,
  TriangleAlert,
} from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { sessionsCopy } from "@/components/copy/sessions";
import { useShortcut } from "@/components/frame/shortcuts";
import { listItems } from "@/components/sessions/list-items";
import { SessionListSkeleton } from "@/components/sessions/session-list-skeleton";
import type { ListView } from "@/components/sessions/session-queries";
import { SessionRowLink } from "@/components/sessions/session-row";
import { orderOf, type useSessionList } from "@/components/sessions/use-session-list";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { StatePanel } from "@/components/ui/state-panel";
import { usePhoneWidth } from "@/components/ui/use-phone-width";

type SessionListBodyProps = {
  view: ListView;
  list: ReturnType<typeof useSessionList>["list"];
  selectedId: string | undefined;
  viewerId: string;
  onClearSearch: () => void;
};

const groupIcons = { human: Flag, closing: Clock, rest: MessageSquare };
const groupHeight = 28;

export function SessionListBody({
  view,
  list,
  selectedId,
  viewerId,
  onClearSearch,
}: SessionListBodyProps) {
  "use no memo"; // The virtualizer changes inside one object, which the compiler would take for unchanged.
  const { now } = useViewerTime();
  const router = useRouter();
  const query = useSearchParams().toString();
  const scrollRef = useRef<HTMLDivElement>(null);

  const rowHeight = usePhoneWidth() ? 84 : 74;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const items =
    orderOf(view) === "urgency"
      ? listItems(rows, now, !list.hasNextPage)
      : rows.map((row) => ({ kind: "row" as const, row }));
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (items[index]?.kind === "group" ? groupHeight : rowHeight),
    getItemKey: (index) => {
      const item = items[index];
      return item?.kind === "row" ? item.row.id : `group-${item?.group}`;
    },
    overscan: 8,
    // Rows of the first view are rendered on the server, where nothing can be measured.
    initialRect: { width: 324, height: 900 },
  });
  useEffect(() => {
    if (rowHeight) virtual.measure();
  }, [virtual, rowHeight]);
  const virtualItems = virtual.getVirtualItems();

  const lastSeen = virtualItems.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastSeen >= items.length - 12) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastSeen, items.length]);

  const hrefOf = (id: string) => `/sessions/${id}${query ? `?${query}` : ""}`;
  const move = (step: 1 | -1) => {
    const focused = document.activeElement?.closest("[data-session]")?.getAttribute("data-session");
    const from = rows.findIndex((row) => row.id === (focused ?? selectedId));
    const target = rows[from === -1 ? 0 : from + step];
    if (!target) return;
    virtual.scrollToIndex(
      items.findIndex((item) => item.kind === "row" && item.row.id === target.id),
    );
    requestAnimationFrame(() =>
      scrollRef.current?.querySelector<HTMLElement>(`[data-session="${target.id}"]`)?.focus(),
    );
    if (selectedId) router.push(hrefOf(target.id) as "/sessions", { scroll: false });
  };
  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));

  if (list.isPending) return <SessionListSkeleton />;
  if (list.isError && rows.length === 0) {
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={sessionsCopy.loadFailed}
        action={<Button onClick={() => void list.refetch()}>{commonCopy.tryAgain}</Button>}
      >
        {sessionsCopy.loadFailedBody}
      </StatePanel>
    );
  }
  if (rows.length === 0) return <EmptyList view={view} onClearSearch={onClearSearch} />;
  return (
    <div
      ref={scrollRef}
      aria-busy={list.isPlaceholderData}
      className={classNames(
        "min-h-0 grow overflow-y-auto transition-opacity duration-(--dur-2)",
        list.isPlaceholderData && "opacity-60",
      )}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtualItems.map((place) => {
          const item = items[place.index];
          if (!item) return null;
          const Icon = item.kind === "group" ? groupIcons[item.group] : null;
          return (
            <li
              key={place.key}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${place.start}px)`, height: place.size }}
            >
              {item.kind === "group" ? (
                <h2 className="flex h-7 items-center gap-1.5 border-b border-line bg-sunken px-3.5 text-2xs font-medium text-muted max-tablet:px-4">
                  {Icon && <Icon aria-hidden="true" className="size-3" strokeWidth={2} />}
                  {sessionsCopy.groups[item.group]}
                  {item.count !== null && <span className="tabular-nums">{item.count}</span>}
                </h2>
              ) : (
                <SessionRowLink
                  row={item.row}
                  href={hrefOf(item.row.id)}
                  selected={item.row.id === selectedId}
                  viewerId={viewerId}
                />
              )}
            </li>
          );
        })}
      </ul>
      {isFetchingNextPage && (
        <p role="status" className="py-3 text-center text-2xs text-muted">
          {sessionsCopy.loadingMore}
        </p>
      )}
    </div>
  );
}

function EmptyList({ view, onClearSearch }: { view: ListView; onClearSearch: () => void }) {
  const words = sessionsCopy;
  if (view.search) {
    return (
      <StatePanel
        icon={SearchX}
        title={words.emptySearch(view.search)}
        action={<Button onClick={onClearSearch}>{words.clearSearch}</Button>}
      />
    );
  }
  const [icon, tone, text] = {
    open: [Inbox, "neutral", words.emptyAll] as const,
    all: [Inbox, "neutral", words.emptyAll] as const,
    human: [CheckCheck, "good", words.emptyHuman] as const,
    mine: [CheckCheck, "good", words.emptyMine] as const,
    closed: [Inbox, "neutral", words.emptyClosed] as const,
  }[view.filter];
  return (
    <StatePanel icon={icon} tone={tone} title={text.title}>
      {text.body}
    </StatePanel>
  );
}
