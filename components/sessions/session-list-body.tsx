"use client";

import { Clock, Flag, MessageSquare, TriangleAlert } from "lucide-react";
import { commonCopy } from "@/components/copy/common";
import { sessionsCopy } from "@/components/copy/sessions";
import { EmptyList } from "@/components/sessions/empty-list";
import { GroupTitle } from "@/components/sessions/group-title";
import { type ListItem, listItems } from "@/components/sessions/list-items";
import { ListScroller, type ScrollerItem } from "@/components/sessions/list-scroller";
import { SessionListSkeleton } from "@/components/sessions/session-list-skeleton";
import type { ListView } from "@/components/sessions/session-queries";
import { SessionRowLink } from "@/components/sessions/session-row";
import { orderOf, type useSessionList } from "@/components/sessions/use-session-list";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

type SessionListBodyProps = {
  view: ListView;
  list: ReturnType<typeof useSessionList>["list"];
  selectedId: string | undefined;
  viewerId: string;
  hrefOf: (id: string) => string;
  onReset: () => void;
};

const groupIcons = { human: Flag, closing: Clock, rest: MessageSquare };

/** The rows of a filter; open ones in groups by urgency. */
export function SessionListBody(props: SessionListBodyProps) {
  const { view, list, selectedId, viewerId, hrefOf } = props;
  const { now } = useViewerTime();
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
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
  if (rows.length === 0) return <EmptyList view={view} onReset={props.onReset} />;

  const items: ListItem[] =
    orderOf(view) === "urgency"
      ? listItems(rows, now, !list.hasNextPage)
      : rows.map((row) => ({ kind: "row", row }));
  const scrollerItem = (item: ListItem): ScrollerItem =>
    item.kind === "group"
      ? {
          kind: "group",
          key: item.group,
          render: () => (
            <GroupTitle icon={groupIcons[item.group]} count={item.count}>
              {sessionsCopy.groups[item.group]}
            </GroupTitle>
          ),
        }
      : {
          kind: "row",
          key: item.row.id,
          href: hrefOf(item.row.id),
          render: () => (
            <SessionRowLink
              row={item.row}
              href={hrefOf(item.row.id)}
              selected={item.row.id === selectedId}
              viewerId={viewerId}
            />
          ),
        };
  return (
    <ListScroller
      items={items.map(scrollerItem)}
      selectedHref={selectedId && hrefOf(selectedId)}
      opensAsItMoves={selectedId !== undefined}
      isStale={list.isPlaceholderData}
      hasMore={list.hasNextPage}
      isLoadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}
