"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, CircleHelp, CloudOff } from "lucide-react";
import { useOpenConversation } from "@/components/conversation/conversation-context";
import { commonCopy } from "@/components/copy/common";
import { whyCopy } from "@/components/copy/why";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";
import { fetchWhy, whyKeys } from "@/components/why/why-queries";
import { WhyRecord } from "@/components/why/why-record";

/** A turn that still runs changes while one looks. */
const runningEveryMs = 2_000;

/** Why the bot answered as it did: the record of the picked reply. */
export function WhyPane() {
  const { why } = useOpenConversation();
  const { data, error, refetch } = useQuery({
    queryKey: whyKeys.turn(why.turn ?? ""),
    enabled: why.turn !== null,
    queryFn: ({ signal }) => fetchWhy(why.turn ?? "", signal),
    refetchInterval: ({ state }) => (state.data?.state === "finished" ? false : runningEveryMs),
    staleTime: 60_000,
  });
  return (
    <div className="flex min-h-full flex-col">
      <div className="flex items-center gap-1 border-line border-b px-2 py-1">
        <Button
          variant="ghost"
          size="icon"
          aria-label={whyCopy.before}
          title={`${whyCopy.before} [`}
          disabled={!why.hasBefore}
          onClick={why.goBefore}
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={whyCopy.next}
          title={`${whyCopy.next} ]`}
          disabled={!why.hasNext}
          onClick={why.goNext}
        >
          <ChevronRight aria-hidden="true" className="size-4" />
        </Button>
        <h2 className="font-semibold text-ink text-xs">{whyCopy.of}</h2>
      </div>
      {why.turn === null ? (
        <StatePanel icon={CircleHelp} title={whyCopy.pick}>
          {whyCopy.pickBody}
        </StatePanel>
      ) : data ? (
        <WhyRecord why={data} />
      ) : error ? (
        <StatePanel
          icon={CloudOff}
          tone="bad"
          title={whyCopy.loadFailed}
          action={<Button onClick={() => refetch()}>{commonCopy.tryAgain}</Button>}
        >
          {errorSentence(error)}
        </StatePanel>
      ) : (
        <div className="grid gap-2 p-4" role="status" aria-label={commonCopy.loading}>
          {["w-1/2", "w-full", "w-full", "w-3/4", "w-full"].map((width, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing
            <Skeleton key={place} className={`h-4 ${width}`} />
          ))}
        </div>
      )}
    </div>
  );
}
