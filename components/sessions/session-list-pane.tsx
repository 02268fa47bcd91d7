"use client";

import { useParams } from "next/navigation";
import { useRef } from "react";
import { loginCopy } from "@/components/copy/login";
import { sessionsCopy } from "@/components/copy/sessions";
import { useShortcut } from "@/components/frame/shortcuts";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { ListFilters } from "@/components/sessions/list-filters";
import { ListSearch } from "@/components/sessions/list-search";
import { LiveMark } from "@/components/sessions/live-mark";
import { SessionListBody } from "@/components/sessions/session-list-body";
import { useListView } from "@/components/sessions/use-list-view";
import { useSessionList } from "@/components/sessions/use-session-list";
import { classNames } from "@/components/ui/class-names";

/** The list: title, search, filters, rows. On a phone it gives way to an open conversation. */
export function SessionListPane({ viewerId }: { viewerId: string }) {
  const { id } = useParams<{ id?: string }>();
  const [view, setView] = useListView();
  const { list, feed } = useSessionList(view);
  const searchRef = useRef<HTMLInputElement>(null);
  useShortcut("/", (event) => {
    event.preventDefault();
    searchRef.current?.focus();
    searchRef.current?.select();
  });

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
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-line px-3.5 pb-2.5 max-tablet:px-4">
        <ListSearch
          ref={searchRef}
          value={view.search}
          onChange={(search) => void setView({ search: search || null })}
        />
        <ListFilters
          value={view.filter}
          counts={list.data?.pages[0]?.counts}
          onChange={(filter) => void setView({ filter })}
        />
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
      <SessionListBody
        view={view}
        list={list}
        selectedId={id}
        viewerId={viewerId}
        onClearSearch={() => void setView({ search: null })}
      />
    </section>
  );
}

const needsSignIn = (error: Error) =>
  error instanceof RequestFailure && ["signed_out", "forbidden"].includes(error.code);
