"use client";

import { useParams, useSearchParams } from "next/navigation";
import { undoLast } from "@/components/conversation/say-with-undo";
import { loginCopy } from "@/components/copy/login";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { sessionsCopy } from "@/components/copy/sessions";
import { useShortcut } from "@/components/frame/shortcuts";
import { ListSearch } from "@/components/list/list-search";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { ListFilters } from "@/components/sessions/list-filters";
import { LiveMark } from "@/components/sessions/live-mark";
import { SavedViewsMenu } from "@/components/sessions/saved-views-menu";
import { SearchResults } from "@/components/sessions/search-results";
import { searchedView } from "@/components/sessions/searched-view";
import { SessionListBody } from "@/components/sessions/session-list-body";
import { useListView } from "@/components/sessions/use-list-view";
import { useMarkRead } from "@/components/sessions/use-mark-read";
import { useSessionList } from "@/components/sessions/use-session-list";
import { classNames } from "@/components/ui/class-names";

/** The list: title, search, filters, rows. On a phone it gives way to an open conversation. */
export function SessionListPane({ viewerId, mayShare }: { viewerId: string; mayShare: boolean }) {
  const { id } = useParams<{ id?: string }>();
  const [view, setView] = useListView();
  const { list, feed } = useSessionList(searchedView(view));
  const address = useSearchParams();
  const loaded = list.data?.pages.flatMap((page) => page.rows);
  useMarkRead(
    id,
    loaded?.find((row) => row.id === id),
  );
  const hrefOf = (sessionId: string, at?: number) => {
    const query = new URLSearchParams(address);
    query.delete("why");
    if (at === undefined) query.delete("at");
    else query.set("at", String(at));
    return `/sessions/${sessionId}${query.size > 0 ? `?${query}` : ""}`;
  };
  useShortcut("z", undoLast);

  return (
    <section
      aria-label={sessionsCopy.listLabel}
      className={classNames(
        "flex w-(--list) shrink-0 flex-col border-r border-line max-laptop:w-73 max-tablet:w-full max-tablet:border-r-0",
        id && "max-tablet:hidden",
      )}
    >
      <div className="flex h-(--bar) shrink-0 items-center gap-2.5 px-3.5 max-tablet:px-4">
        <h1 className="text-lg font-semibold tracking-tight text-ink">{sessionsCopy.title}</h1>
        <LiveMark failedSince={feed.isError ? feed.dataUpdatedAt : null} started={feed.isFetched} />
        <SavedViewsMenu
          view={view}
          mayShare={mayShare}
          onChange={(change) => void setView(change)}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-line px-3.5 pb-2.5 max-tablet:px-4">
        <ListSearch
          label={sessionSearchCopy.search}
          value={view.search}
          onChange={(search) => void setView({ search: search || null })}
        />
        {view.search ? (
          <p className="flex h-[28px] items-center text-2xs text-muted max-tablet:h-10">
            {sessionSearchCopy.everywhere}
          </p>
        ) : (
          <ListFilters
            view={view}
            counts={list.data?.pages[0]?.counts}
            onChange={(change) => void setView(change)}
          />
        )}
      </div>
      {feed.error && needsSignIn(feed.error) && (
        <p
          role="alert"
          className="border-b border-bad-line bg-bad-soft px-3.5 py-2 text-xs text-bad"
        >
          {errorSentence(feed.error)}{" "}
          <a href="/login" className="font-medium underline">
            {loginCopy.title}
          </a>
        </p>
      )}
      {view.search ? (
        <SearchResults
          search={view.search}
          list={list}
          selectedId={id}
          selectedSeq={address.get("at")}
          viewerId={viewerId}
          hrefOf={hrefOf}
          onClear={() => void setView({ search: null })}
        />
      ) : (
        <SessionListBody
          view={view}
          list={list}
          selectedId={id}
          viewerId={viewerId}
          hrefOf={hrefOf}
          onReset={() => void setView({ filter: null, assignee: null, unread: null })}
        />
      )}
    </section>
  );
}

const needsSignIn = (error: Error) =>
  error instanceof RequestFailure && ["signed_out", "forbidden"].includes(error.code);
