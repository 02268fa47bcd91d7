"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { recallCopy } from "@/components/copy/recall";
import { whyCopy } from "@/components/copy/why";
import { DataList } from "@/components/list/data-list";
import { SelectionBar } from "@/components/list/selection-bar";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { formatCount } from "@/components/overview/figure-format";
import { errorSentence } from "@/components/query/error-sentence";
import { fetchFailed, postRetry, recallKeys } from "@/components/recall/recall-queries";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { FailedEmbedding, FailedPage } from "@/lib/recall/console-schemas";

const words = recallCopy.failed;

/** Messages that could not be embedded: they are not recalled until tried again. */
export function FailedList() {
  const router = useRouter();
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const list = useKeysetList<FailedEmbedding, number, FailedPage>({
    queryKey: recallKeys.failed,
    fetchPage: fetchFailed,
  });
  const selection = useSelection(list.rows.map((row) => row.message_id));
  const retry = async (ids: string[] | null) => {
    setPending(true);
    try {
      const { count } = await postRetry(ids);
      toast(words.said(count));
      selection.clear();
      await client.invalidateQueries({ queryKey: recallKeys.failed });
      await client.invalidateQueries({ queryKey: recallKeys.health });
    } catch (error) {
      toast.error(errorSentence(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      {selection.ids.size > 0 ? (
        <SelectionBar selection={selection}>
          <Button disabled={isPending} onClick={() => void retry([...selection.ids])}>
            {words.retry(selection.ids.size)}
          </Button>
        </SelectionBar>
      ) : (
        list.rows.length > 0 && (
          <div className="flex justify-end border-line border-b px-3.5 py-2">
            <Button disabled={isPending} onClick={() => void retry(null)}>
              {words.retryAll}
            </Button>
          </div>
        )
      )}
      <DataList
        label={words.label}
        list={list}
        selection={selection}
        columns={[
          {
            key: "message",
            head: words.message,
            width: "minmax(0,2fr)",
            cell: (row) => words.by(whyCopy.authors[row.author], row.type),
          },
          {
            ...{ key: "attempts", head: words.attempts, width: "90px", align: "end" },
            cell: (row) => formatCount(row.attempts),
          },
          {
            ...{ key: "length", head: words.length, width: "100px", align: "end" },
            cell: (row) => formatCount(row.length),
          },
          {
            ...{ key: "at", head: words.at, width: "90px", align: "end" },
            cell: (row) => <ClockTime iso={row.at} kind="row" />,
          },
        ]}
        rowId={(row) => row.message_id}
        rowName={(row) => words.by(whyCopy.authors[row.author], row.type)}
        onOpen={(row) => router.push(`/sessions/${row.session_id}?at=${row.seq}`)}
        empty={{ icon: CircleCheck, tone: "good", title: words.empty, body: words.emptyBody }}
        failed={{ title: recallCopy.failedTitle, body: recallCopy.failedBody }}
      />
    </>
  );
}
