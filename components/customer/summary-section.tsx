"use client";

import { useQuery } from "@tanstack/react-query";
import { ticketsCopy } from "@/components/copy/tickets";
import { PanelSection } from "@/components/customer/panel-section";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { fetchSummary, ticketKeys } from "@/components/tickets/ticket-queries";
import { ClockTime } from "@/components/time/clock-time";

const words = ticketsCopy.summary;
const everyMs = 30_000;

/** What the bot remembers of the conversation: what it goes by when the messages are too many. */
export function SummarySection({ sessionId }: { sessionId: string }) {
  const { data, error } = useQuery({
    queryKey: ticketKeys.summary(sessionId),
    queryFn: ({ signal }) => fetchSummary(sessionId, signal),
    refetchInterval: () => pollInterval(everyMs, false),
  });
  return (
    <PanelSection title={words.title}>
      {error && data === undefined && (
        <p role="alert" className="text-bad">
          {words.failed} {errorSentence(error)}
        </p>
      )}
      {data === null && <p className="text-muted">{words.none}</p>}
      {data && (
        <>
          {data.is_earlier && <p className="mb-1 text-2xs text-muted">{words.earlier}</p>}
          <p className="wrap-anywhere whitespace-pre-wrap text-text leading-[18px]">{data.text}</p>
          <p className="mt-1 text-2xs text-muted">
            {words.made} <ClockTime iso={data.created_at} kind="row" />
          </p>
        </>
      )}
    </PanelSection>
  );
}
