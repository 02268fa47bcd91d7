"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { recallCopy } from "@/components/copy/recall";
import { whyCopy } from "@/components/copy/why";
import { DataList } from "@/components/list/data-list";
import { wholeList } from "@/components/list/whole-list";
import { formatCount } from "@/components/overview/figure-format";
import { fetchMost, recallKeys } from "@/components/recall/recall-queries";
import { ClockTime } from "@/components/time/clock-time";
import type { RecallDays } from "@/lib/recall/console-schemas";

const words = recallCopy.most;

/** What the bot leans on: a press opens where it was said. */
export function MostRecalledList({ days }: { days: RecallDays }) {
  const router = useRouter();
  const query = useQuery({
    queryKey: recallKeys.most(days),
    queryFn: ({ signal }) => fetchMost(days, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return (
    <DataList
      label={words.label}
      list={wholeList(query, query.data ?? [])}
      columns={[
        {
          key: "message",
          head: words.message,
          width: "minmax(0,3fr)",
          cell: (row) => (
            <span className="line-clamp-2">
              <span className="text-muted">{whyCopy.authors[row.author]}: </span>
              {row.text ?? <i>{recallCopy.gone}</i>}
            </span>
          ),
        },
        {
          ...{ key: "times", head: words.times, width: "90px", align: "end" },
          cell: (row) => formatCount(row.hits),
        },
        {
          ...{ key: "injected", head: words.injected, width: "110px", align: "end" },
          cell: (row) => formatCount(row.injected),
        },
        {
          ...{ key: "best", head: words.best, width: "110px", align: "end", phone: "hide" },
          cell: (row) => row.best_similarity?.toFixed(2) ?? whyCopy.wordsAlone,
        },
        {
          ...{ key: "last", head: words.last, width: "90px", align: "end" },
          cell: (row) => <ClockTime iso={row.last_at} kind="row" />,
        },
      ]}
      rowId={(row) => row.message_id}
      rowName={(row) => row.text?.slice(0, 80) ?? recallCopy.gone}
      onOpen={(row) => router.push(`/sessions/${row.session_id}?at=${row.seq}`)}
      empty={{ icon: History, title: words.empty, body: words.emptyBody }}
      failed={{ title: recallCopy.failedTitle, body: recallCopy.failedBody }}
    />
  );
}
