"use client";

import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { undoLast } from "@/components/conversation/say-with-undo";
import { parkedCopy } from "@/components/copy/parked";
import { useOpenId } from "@/components/detail/use-open-id";
import { useShortcut } from "@/components/frame/shortcuts";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { SelectionBar } from "@/components/list/selection-bar";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { DismissDialog } from "@/components/operations/dismiss-dialog";
import { focusedRow } from "@/components/operations/focused-row";
import { fetchParked, operationKeys } from "@/components/operations/operations-queries";
import { ParkedActs } from "@/components/operations/parked-acts";
import { parkedColumns, reasonText } from "@/components/operations/parked-columns";
import { ParkedDrawer } from "@/components/operations/parked-drawer";
import { ParkedFilters } from "@/components/operations/parked-filters";
import { sinceInstant } from "@/components/operations/use-jobs-view";
import { useParkedActs } from "@/components/operations/use-parked-acts";
import { useParkedView } from "@/components/operations/use-parked-view";
import { errorSentence } from "@/components/query/error-sentence";
import { useViewerTime } from "@/components/time/viewer-time";
import type {
  ParkedCursor,
  ParkedFilter,
  ParkedRow,
  ParkedPage as ParkedRows,
  ParkedStatus,
} from "@/lib/operations/parked-schemas";

/** What the intake kept aside: read it, handle it again after a fix, or put it away with a note. */
export function ParkedPage() {
  const [view, setView] = useParkedView();
  const { now } = useViewerTime();
  const from = sinceInstant(view.since, now);
  const filter: ParkedFilter = {
    status: view.status,
    ...(view.reason && { reason: view.reason }),
    ...(view.type && { type: view.type }),
    ...(from && { from }),
  };
  const list = useKeysetList<ParkedRow, ParkedCursor, ParkedRows>({
    queryKey: operationKeys.parkedList(filter),
    fetchPage: (cursor, signal) => fetchParked(filter, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const selection = useSelection(list.rows.map((row) => row.id));
  const acts = useParkedActs();
  const [toDismiss, setToDismiss] = useState<string[] | null>(null);

  /** What a key acts on: the chosen rows, else the one in focus, else the open one. */
  const targets = (): string[] => {
    const focused = focusedRow() ?? openId;
    if (selection.ids.size > 0) return [...selection.ids];
    return focused ? [focused] : [];
  };
  const reprocess = (ids: string[]) => {
    if (ids.length === 0 || acts.busy || view.status !== "parked") return;
    acts.reprocess.mutate(ids, { onSuccess: selection.clear });
  };
  useShortcut("r", () => reprocess(targets()));
  useShortcut("d", () => {
    if (view.status === "parked" && targets().length > 0) setToDismiss(targets());
  });
  useShortcut("z", undoLast);

  const buttons = (ids: string[], status: ParkedStatus) => (
    <ParkedActs
      count={ids.length}
      status={status}
      busy={acts.busy}
      onReprocess={() => reprocess(ids)}
      onDismiss={() => setToDismiss(ids)}
      onRestore={() => acts.restore.mutate(ids, { onSuccess: selection.clear })}
    />
  );
  return (
    <ListPage
      title={parkedCopy.title}
      note={
        <span role="status" className="tabular-nums">
          {acts.progress
            ? parkedCopy.said.progress(acts.progress.done, acts.progress.all)
            : parkedCopy.about}
        </span>
      }
      toolbar={<ParkedFilters view={view} onView={(change) => void setView(change)} />}
      selectionBar={
        selection.ids.size > 0 ? (
          <SelectionBar selection={selection}>
            {buttons([...selection.ids], view.status)}
          </SelectionBar>
        ) : undefined
      }
      detail={
        openId && (
          <ParkedDrawer
            key={openId}
            id={openId}
            onClose={close}
            actions={(status) => buttons([openId], status)}
          />
        )
      }
    >
      {acts.error && (
        <p role="alert" className="border-bad-line border-b bg-bad-soft px-5 py-2 text-bad text-xs">
          {parkedCopy.said.failed}. {errorSentence(acts.error)}
        </p>
      )}
      <DataList
        label={parkedCopy.title}
        list={list}
        columns={parkedColumns}
        rowId={(row) => row.id}
        rowName={(row) =>
          `${reasonText(row.park_reason)[0]}, ${parkedCopy.types[row.event_type] ?? row.event_type}`
        }
        openId={openId}
        onOpen={(row) => open(row.id)}
        selection={selection}
        rowHeight={48}
        isFiltered={Object.keys(filter).length > 1 || view.status !== "parked"}
        onClearFilters={() => void setView(null)}
        empty={{
          icon: CircleCheck,
          tone: "good",
          title: parkedCopy.empty,
          body: parkedCopy.emptyBody,
        }}
        failed={{ title: parkedCopy.loadFailed, body: "" }}
      />
      {toDismiss && (
        <DismissDialog
          count={toDismiss.length}
          onCancel={() => setToDismiss(null)}
          onDismiss={async (note) => {
            await acts.dismiss.mutateAsync({ ids: toDismiss, note });
            setToDismiss(null);
            selection.clear();
          }}
        />
      )}
    </ListPage>
  );
}
