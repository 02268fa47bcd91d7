"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { commonCopy } from "@/components/copy/common";
import { parkedCopy } from "@/components/copy/parked";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { fetchParkedEvent, operationKeys } from "@/components/operations/operations-queries";
import { ParkedBody } from "@/components/operations/parked-body";
import { ParkedChip, reasonText } from "@/components/operations/parked-columns";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";
import type { ParkedStatus } from "@/lib/operations/parked-schemas";

type ParkedDrawerProps = {
  id: string;
  /** What can be done with an event of this status. */
  actions: (status: ParkedStatus) => ReactNode;
  onClose: () => void;
};

/** One parked event: why, since when, what was done, and its body. */
export function ParkedDrawer({ id, actions, onClose }: ParkedDrawerProps) {
  const words = parkedCopy.detail;
  const event = useQuery({
    queryKey: operationKeys.parkedEvent(id),
    queryFn: ({ signal }) => fetchParkedEvent(id, signal),
    staleTime: 0,
  });
  const { data } = event;
  const isGone = event.error instanceof RequestFailure && event.error.code === "not_found";
  const [title, meaning] = reasonText(data?.park_reason ?? null);
  return (
    <DetailDrawer
      id={id}
      title={data ? title : words.title}
      subtitle={data && <ParkedChip row={data} />}
      actions={data && actions(data.status)}
      onClose={onClose}
    >
      {event.isError && !data ? (
        <StatePanel
          icon={isGone ? SearchX : TriangleAlert}
          tone={isGone ? "neutral" : "bad"}
          title={isGone ? words.notFound : words.loadFailed}
          action={
            !isGone && <Button onClick={() => void event.refetch()}>{commonCopy.tryAgain}</Button>
          }
        >
          {isGone ? words.notFoundBody : errorSentence(event.error)}
        </StatePanel>
      ) : !data ? (
        <div className="grid gap-3">
          <Skeleton className="h-20" />
          <Skeleton className="h-48" />
        </div>
      ) : (
        <>
          <Facts
            facts={[
              { label: words.why, value: meaning },
              {
                label: parkedCopy.columns.type,
                value: parkedCopy.types[data.event_type] ?? data.event_type,
              },
              {
                label: words.occurred,
                value: data.occurred_at && <ClockTime iso={data.occurred_at} kind="row" />,
              },
              { label: words.received, value: <ClockTime iso={data.received_at} kind="row" /> },
              { label: words.note, value: data.note },
              {
                label: parkedCopy.reasons.handling_failed?.[0] ?? "",
                value: data.error_code && parkedCopy.code(data.error_code),
              },
              {
                label: words.id,
                value: <span className="font-mono text-2xs break-all">{data.id}</span>,
              },
            ]}
          />
          <ParkedBody id={id} redacted={data.body} />
        </>
      )}
    </DetailDrawer>
  );
}
