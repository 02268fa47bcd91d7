"use client";

import { useEffect, useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { listCopy } from "@/components/copy/list";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { Button } from "@/components/ui/button";

/** Under the last row: loads more when it comes near, says how many there are, and what went wrong. */
export function ListFooter({ list }: { list: KeysetList<unknown> }) {
  const end = useRef<HTMLDivElement>(null);
  const { loadMore, hasMore, error } = list;
  const latest = useRef(loadMore);
  useEffect(() => {
    latest.current = loadMore;
  });
  useEffect(() => {
    const sentinel = end.current;
    if (!sentinel || !hasMore || error) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && latest.current(),
      { rootMargin: "600px" },
    );
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [hasMore, error]);

  return (
    <div
      ref={end}
      role="status"
      className="flex min-h-10 items-center justify-center gap-3 px-5 py-2 text-2xs text-muted"
    >
      {error ? (
        <>
          {list.moreFailed ? listCopy.moreFailed : listCopy.stale}
          <Button onClick={list.moreFailed ? list.loadMore : list.refetch}>
            {commonCopy.tryAgain}
          </Button>
        </>
      ) : list.isLoadingMore ? (
        listCopy.loadingMore
      ) : list.hasMore ? (
        <Button variant="ghost" onClick={loadMore}>
          {listCopy.loadMore}
        </Button>
      ) : (
        listCopy.allShown(list.rows.length)
      )}
    </div>
  );
}
