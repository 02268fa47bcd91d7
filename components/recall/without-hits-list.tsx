"use client";

import { SearchCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { recallCopy } from "@/components/copy/recall";
import { whyCopy } from "@/components/copy/why";
import { DataList } from "@/components/list/data-list";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { fetchNone, recallKeys } from "@/components/recall/recall-queries";
import { ClockTime } from "@/components/time/clock-time";
import type { WithoutHits, WithoutHitsCursor, WithoutHitsPage } from "@/lib/recall/console-schemas";

const words = recallCopy.none;

/** Questions whose recall found nothing: a press opens the reply with its Why. */
export function WithoutHitsList() {
  const router = useRouter();
  const list = useKeysetList<WithoutHits, WithoutHitsCursor, WithoutHitsPage>({
    queryKey: recallKeys.none,
    fetchPage: fetchNone,
  });
  return (
    <DataList
      label={words.label}
      list={list}
      columns={[
        {
          key: "question",
          head: words.question,
          width: "minmax(0,3fr)",
          cell: (row) => (
            <span className="line-clamp-2">{row.text ?? <i>{recallCopy.gone}</i>}</span>
          ),
        },
        {
          ...{ key: "route", head: words.route, width: "120px" },
          cell: (row) => whyCopy.routes[row.route ?? ""] ?? row.route ?? "–",
        },
        {
          ...{ key: "searched", head: words.searched, width: "110px", align: "end" },
          cell: (row) => (row.chunks === null ? "–" : recallCopy.chunks(row.chunks)),
        },
        {
          ...{ key: "at", head: words.at, width: "90px", align: "end" },
          cell: (row) => <ClockTime iso={row.at} kind="row" />,
        },
      ]}
      rowId={(row) => row.turn_id}
      rowName={(row) => row.text?.slice(0, 80) ?? recallCopy.gone}
      onOpen={(row) => router.push(`/sessions/${row.session_id}?at=${row.seq}&why=${row.turn_id}`)}
      empty={{ icon: SearchCheck, tone: "good", title: words.empty, body: words.emptyBody }}
      failed={{ title: recallCopy.failedTitle, body: recallCopy.failedBody }}
    />
  );
}
