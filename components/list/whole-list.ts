import type { UseQueryResult } from "@tanstack/react-query";
import type { KeysetList } from "@/components/list/use-keyset-list";

/** A list that comes in one answer, for the parts that show lists. */
export function wholeList<Row>(query: UseQueryResult<unknown>, rows: Row[]): KeysetList<Row> {
  return {
    rows,
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    moreFailed: false,
    updatedAt: query.dataUpdatedAt,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    refetch: () => void query.refetch(),
  };
}
