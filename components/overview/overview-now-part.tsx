"use client";

import { useQuery } from "@tanstack/react-query";
import { overviewCopy } from "@/components/copy/overview";
import { NowTiles } from "@/components/overview/now-tiles";
import { fetchOverviewNow, overviewKeys } from "@/components/overview/overview-queries";
import { QueueCard } from "@/components/overview/queue-card";
import { SendStopNotice } from "@/components/overview/send-stop-notice";
import { pollInterval } from "@/components/query/poll-interval";
import type { StaffRole } from "@/lib/staff/roles";

/** What waits now, looked at every 15 s. */
export function OverviewNowPart({ role }: { role: StaffRole }) {
  const { data, error } = useQuery({
    queryKey: overviewKeys.now,
    queryFn: ({ signal }) => fetchOverviewNow(signal),
    staleTime: 5_000,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(15_000, false),
  });
  if (!data) {
    return (
      error && (
        <p role="alert" className="text-bad text-xs">
          {overviewCopy.now.loadFailed}
        </p>
      )
    );
  }
  return (
    <>
      {data.send_stops.map((stop) => (
        <SendStopNotice key={stop.id} stop={stop} canLift={role === "admin"} />
      ))}
      <NowTiles now={data} role={role} />
      <QueueCard queues={data.queues} role={role} />
    </>
  );
}
