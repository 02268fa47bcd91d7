"use client";

import { MessagesSquare, SearchX, TriangleAlert, Users } from "lucide-react";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { sessionsCopy } from "@/components/copy/sessions";
import { GroupTitle } from "@/components/sessions/group-title";
import { HitRow } from "@/components/sessions/hit-row";
import { ListScroller, type ScrollerItem } from "@/components/sessions/list-scroller";
import { SessionListSkeleton } from "@/components/sessions/session-list-skeleton";
import { SessionRowLink } from "@/components/sessions/session-row";
import { useMessageHits } from "@/components/sessions/use-message-hits";
import type { useSessionList } from "@/components/sessions/use-session-list";
import { formatMonth } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

type SearchResultsProps = {
  search: string;
  list: ReturnType<typeof useSessionList>["list"];
  selectedId: string | undefined;
  selectedSeq: string | null;
  viewerId: string;
  hrefOf: (id: string, at?: number) => string;
  onClear: () => void;
};

const words = sessionSearchCopy;
/** More people than this push the messages out of view; a press shows them all. */
const peopleAtFirst = 5;

/** What a search found: people first, then messages with the words marked, newest first. */
export function SearchResults(props: SearchResultsProps) {
  const { search, list, selectedId, selectedSeq, viewerId, hrefOf } = props;
  const found = useMessageHits(search);
  const [allPeopleOf, setAllPeopleOf] = useState("");
  const { zone } = useViewerTime();
  const people = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const hits = found.data?.pages.flatMap((page) => page.hits) ?? [];
  const searchedTo = found.data?.pages.at(-1)?.searched_to;
  const showsAll = allPeopleOf === search || people.length <= peopleAtFirst + 1;

  if (list.isPending || (found.isLoading && people.length === 0)) return <SessionListSkeleton />;
  if (
    (list.isError && people.length === 0) ||
    (found.isError && people.length + hits.length === 0)
  ) {
    const retry = () => void Promise.all([list.refetch(), found.refetch()]);
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={list.isError ? sessionsCopy.loadFailed : words.searchFailed}
        action={<Button onClick={retry}>{commonCopy.tryAgain}</Button>}
      >
        {sessionsCopy.loadFailedBody}
      </StatePanel>
    );
  }
  if (people.length + hits.length === 0 && !found.hasNextPage) {
    return (
      <StatePanel
        icon={SearchX}
        title={words.nothing(search)}
        action={<Button onClick={props.onClear}>{sessionsCopy.clearSearch}</Button>}
      >
        {words.nothingBody}
      </StatePanel>
    );
  }

  const note = (key: string, label: string, onPress: () => void): ScrollerItem => ({
    kind: "note",
    key,
    render: () => (
      <div className="grid h-11 place-items-center border-b border-line">
        <Button variant="ghost" onClick={onPress}>
          {label}
        </Button>
      </div>
    ),
  });
  const items: ScrollerItem[] = [];
  if (people.length > 0) {
    items.push({
      kind: "group",
      key: "people",
      render: () => <GroupTitle icon={Users}>{words.people}</GroupTitle>,
    });
    for (const row of showsAll ? people : people.slice(0, peopleAtFirst)) {
      const href = hrefOf(row.id);
      const selected = row.id === selectedId && selectedSeq === null;
      items.push({
        kind: "row",
        key: row.id,
        href,
        render: () => (
          <SessionRowLink row={row} href={href} selected={selected} viewerId={viewerId} />
        ),
      });
    }
    if (!showsAll) {
      const label = words.allPeople(people.length, list.hasNextPage);
      items.push(note("all-people", label, () => setAllPeopleOf(search)));
    } else if (list.hasNextPage) {
      items.push(note("more-people", sessionsCopy.loadingMore, () => void list.fetchNextPage()));
    }
  }
  if (hits.length > 0 || found.hasNextPage || found.isFetching) {
    items.push({
      kind: "group",
      key: "messages",
      render: () => (
        <GroupTitle icon={MessagesSquare}>
          {found.isLoading ? words.searching : words.messages}
        </GroupTitle>
      ),
    });
  }
  for (const hit of hits) {
    const href = hrefOf(hit.session_id, hit.seq);
    const selected = hit.session_id === selectedId && selectedSeq === String(hit.seq);
    items.push({
      kind: "row",
      key: hit.message_id,
      href,
      render: () => <HitRow hit={hit} href={href} selected={selected} />,
    });
  }
  if (searchedTo) {
    const label = `${words.searchedTo(formatMonth(searchedTo, zone))} · ${words.searchFurther}`;
    items.push(note("further", label, () => void found.fetchNextPage()));
  }
  return (
    <ListScroller
      items={items}
      selectedHref={selectedId && hrefOf(selectedId, selectedSeq ? Number(selectedSeq) : undefined)}
      opensAsItMoves={selectedId !== undefined}
      isStale={list.isPlaceholderData || found.isPlaceholderData}
      // Where the search stopped to save time, a person decides whether it goes on.
      hasMore={found.hasNextPage && !searchedTo}
      isLoadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
    />
  );
}
