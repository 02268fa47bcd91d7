"use client";

import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";

/** A page of any list: `next` is the place after its last row, null at the end. */
export type KeysetPage<Row, Cursor> = { rows: Row[]; next: Cursor | null };

type KeysetListOptions<Cursor, Page> = {
  /** Holds every filter, so that each view of the list is an entry of its own. */
  queryKey: QueryKey;
  fetchPage: (cursor: Cursor | null, signal: AbortSignal) => Promise<Page>;
  /** Milliseconds between looks while the tab is seen; hidden tabs do not ask. Default 15 s. */
  pollMs?: number;
};

export type KeysetList<Row> = {
  rows: Row[];
  /** Nothing to show yet. */
  isLoading: boolean;
  /** Rows of the filters before, shown until the new ones come. */
  isStale: boolean;
  error: Error | null;
  /** It was the next page that failed; what is on screen is as fresh as before. */
  moreFailed: boolean;
  /** When an answer last came, in milliseconds; 0 before the first. */
  updatedAt: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  refetch: () => void;
};

/** Beyond this many pages a poll would ask for more than anybody looks at; the reader refreshes then. */
const mostPolledPages = 2;

/**
 * A list that is read page by page by keyset. The first view may come from the server: prefetch the same
 * key with `prefetchInfiniteQuery` and `initialPageParam: null`.
 */
export function useKeysetList<Row, Cursor, Page extends KeysetPage<Row, Cursor>>({
  queryKey,
  fetchPage,
  pollMs = 15_000,
}: KeysetListOptions<Cursor, Page>): KeysetList<Row> & { pages: Page[] } {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam as Cursor | null, signal),
    initialPageParam: null as Cursor | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
    staleTime: pollMs / 2,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) > mostPolledPages ? false : pollInterval(pollMs, false),
  });
  const pages = query.data?.pages ?? [];
  return {
    pages,
    rows: pages.flatMap((page) => page.rows),
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    moreFailed: query.isFetchNextPageError,
    updatedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    refetch: () => void query.refetch(),
  };
}
