"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { fetchMessageHits, sessionKeys } from "@/components/sessions/session-queries";

/** Messages with these words, page by page. One letter would find nearly everything and help nobody. */
export function useMessageHits(search: string) {
  return useInfiniteQuery({
    queryKey: sessionKeys.hits(search),
    enabled: search.length > 1,
    queryFn: ({ pageParam, signal }) => fetchMessageHits(search, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: search.length > 1 ? keepPreviousData : undefined,
  });
}
