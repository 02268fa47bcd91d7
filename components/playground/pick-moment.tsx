"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { fetchTranscript } from "@/components/conversation/conversation-queries";
import { playgroundCopy } from "@/components/copy/playground";
import { whyCopy } from "@/components/copy/why";
import { playgroundKeys } from "@/components/playground/playground-queries";
import type {
  PlaygroundView,
  SetPlaygroundView,
} from "@/components/playground/use-playground-view";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { TextField } from "@/components/ui/text-field";
import type { TranscriptPlace } from "@/lib/chat/conversation-schemas";

type PickMomentProps = { sessionId: string; view: PlaygroundView; onView: SetPlaygroundView };

/** As of which message, or which time; a customer's message can be the question itself. */
export function PickMoment({ sessionId, view, onView }: PickMomentProps) {
  const start = (view.at === null ? null : { around: view.at }) as TranscriptPlace;
  const query = useInfiniteQuery({
    queryKey: playgroundKeys.moments(sessionId),
    queryFn: ({ pageParam, signal }) => fetchTranscript(sessionId, pageParam, signal),
    initialPageParam: start,
    getNextPageParam: ({ more, messages: [first] }): TranscriptPlace | undefined =>
      more && first ? { before: first.seq } : undefined,
    staleTime: 30_000,
  });
  const messages =
    query.data?.pages.flatMap((page) =>
      page.messages.filter(({ direction }) => direction !== "system").toReversed(),
    ) ?? [];
  const isNow = view.at === null && view.time === null;
  return (
    <div className="grid gap-2 text-xs">
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-text">{playgroundCopy.moment}</legend>
        <div className="max-h-60 overflow-y-auto rounded-sm border border-line bg-surface">
          <Moment
            isOn={isNow}
            onPick={() => void onView({ at: null, time: null })}
            label={playgroundCopy.now}
          />
          {query.error && <p className="p-2.5 text-bad">{playgroundCopy.momentsFailed}</p>}
          {messages.map(({ id, seq, author, at, text }) => (
            <Moment
              key={id}
              isOn={view.at === seq}
              onPick={() => void onView({ at: seq, time: null })}
              label={text}
              who={
                <>
                  {whyCopy.authors[author]} · <ClockTime iso={at} kind="row" />
                </>
              }
              onTake={
                author === "customer"
                  ? () => void onView({ at: seq, time: null, q: "" })
                  : undefined
              }
            />
          ))}
          {query.hasNextPage && (
            <Button
              variant="ghost"
              className="m-1"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {playgroundCopy.older}
            </Button>
          )}
        </div>
      </fieldset>
      <TextField
        label={playgroundCopy.atTime}
        type="datetime-local"
        value={view.time ? localInput(view.time) : ""}
        onChange={({ target }) => {
          const time = target.value === "" ? null : new Date(target.value);
          if (time && Number.isNaN(time.getTime())) return;
          void onView({ time: time?.toISOString() ?? null, at: null });
        }}
      />
    </div>
  );
}

type MomentProps = {
  isOn: boolean;
  label: string;
  who?: React.ReactNode;
  onPick: () => void;
  onTake?: (() => void) | undefined;
};

function Moment({ isOn, label, who, onPick, onTake }: MomentProps) {
  return (
    <div
      className={classNames(
        "flex items-center gap-2 border-line border-b pr-2 last:border-b-0",
        isOn ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <button
        type="button"
        aria-pressed={isOn}
        onClick={onPick}
        className="grid min-h-8 min-w-0 grow content-center px-2.5 py-1 text-left max-tablet:min-h-11"
      >
        {who && <span className="text-2xs text-muted">{who}</span>}
        <span className="truncate text-ink">{label}</span>
      </button>
      {onTake && (
        <Button variant="ghost" className="text-2xs" onClick={onTake}>
          {playgroundCopy.takeQuestion}
        </Button>
      )}
    </div>
  );
}

/** What the browser's field wants: local time without a zone. */
function localInput(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
