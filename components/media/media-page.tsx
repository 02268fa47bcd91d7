"use client";

import { useQuery } from "@tanstack/react-query";
import { Images, LayoutGrid, List, RotateCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { mediaCopy } from "@/components/copy/media";
import { useOpenId } from "@/components/detail/use-open-id";
import { DataList } from "@/components/list/data-list";
import { ListPage } from "@/components/list/list-page";
import { SelectionBar } from "@/components/list/selection-bar";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { mediaColumns } from "@/components/media/media-columns";
import { MediaDrawer } from "@/components/media/media-drawer";
import { MediaFiguresStrip } from "@/components/media/media-figures";
import { MediaFilters } from "@/components/media/media-filters";
import { MediaGrid } from "@/components/media/media-grid";
import { fetchFigures, fetchMedia, mediaKeys } from "@/components/media/media-queries";
import { personOf } from "@/components/media/person-of";
import { canRetry, useMediaActs } from "@/components/media/use-media-acts";
import { type MediaView, useMediaView } from "@/components/media/use-media-view";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { Button } from "@/components/ui/button";
import type { MediaCursor, MediaPage, MediaRow } from "@/lib/media/console/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

/** Loaded when it is first asked for. */
const PurgeDialog = dynamic(() => import("@/components/media/purge-dialog"), { ssr: false });

/** Every file that customers and we have sent, and how long it is kept. */
export function MediaPageView({ role }: { role: StaffRole }) {
  const view = useMediaView();
  const list = useKeysetList<MediaRow, MediaCursor, MediaPage>({
    queryKey: mediaKeys.list(view.filter),
    fetchPage: (cursor, signal) => fetchMedia(view.filter, cursor, signal),
    pollMs: 10_000,
  });
  const figures = useQuery({
    queryKey: mediaKeys.figures,
    queryFn: ({ signal }) => fetchFigures(signal),
    refetchInterval: () => pollInterval(30_000, false),
  });
  const { openId, open, close } = useOpenId();
  const acts = useMediaActs();
  const [toPurge, setToPurge] = useState<MediaRow[] | null>(null);
  const chosen = useSelection(list.rows.map(({ id }) => id));
  const mayRetry = role !== "privacy";
  const mayPurge = role !== "support";
  const selected = list.rows.filter(({ id }) => chosen.has(id));
  const retryable = selected.filter(canRetry);
  const removable = selected.filter(({ held }) => !held);
  const stored = figures.data?.stored ?? [];

  return (
    <ListPage
      title={mediaCopy.title}
      note={
        figures.data &&
        mediaCopy.note(
          stored.reduce((sum, kind) => sum + kind.files, 0),
          fileSize(stored.reduce((sum, kind) => sum + kind.bytes, 0)),
          figures.data.retention_days,
        )
      }
      actions={<Layouts view={view} />}
      toolbar={<MediaFilters view={view} mayPurge={mayPurge} />}
      selectionBar={
        chosen.ids.size > 0 ? (
          <SelectionBar selection={chosen}>
            {mayRetry && (
              <Button
                disabled={retryable.length === 0 || acts.retry.isPending}
                onClick={() => acts.retry.mutate(retryable.map(({ id }) => id))}
              >
                <RotateCw aria-hidden="true" className="size-3.5" />
                {mediaCopy.retryMany(retryable.length)}
              </Button>
            )}
            {mayPurge && (
              <Button
                variant="danger"
                disabled={removable.length === 0}
                onClick={() => setToPurge(removable)}
              >
                <Trash2 aria-hidden="true" className="size-3.5" />
                {mediaCopy.purgeMany(removable.length)}
              </Button>
            )}
            {acts.retry.error && (
              <span role="alert" className="text-bad">
                {errorSentence(acts.retry.error)}
              </span>
            )}
          </SelectionBar>
        ) : undefined
      }
      detail={
        openId && (
          <MediaDrawer
            key={openId}
            id={openId}
            {...{ acts, mayRetry, mayPurge }}
            onPurge={(file) => setToPurge([file])}
            onClose={close}
          />
        )
      }
    >
      {figures.data && <MediaFiguresStrip figures={figures.data} view={view} />}
      {view.layout === "grid" ? (
        <MediaGrid
          list={list}
          selection={chosen}
          openId={openId}
          onOpen={open}
          isFiltered={view.isFiltered}
          onClear={view.clear}
        />
      ) : (
        <DataList
          label={mediaCopy.list}
          list={list}
          columns={mediaColumns}
          rowId={(file) => file.id}
          rowName={(file) => `${fileName(file)}, ${personOf(file)}`}
          openId={openId}
          onOpen={(file) => open(file.id)}
          selection={chosen}
          rowHeight={48}
          isFiltered={view.isFiltered}
          onClearFilters={view.clear}
          empty={{ icon: Images, title: mediaCopy.empty, body: mediaCopy.emptyBody }}
          failed={{ title: mediaCopy.loadFailed, body: "" }}
        />
      )}
      {toPurge && (
        <PurgeDialog
          files={toPurge}
          onPurge={async (ids) => {
            await acts.purge(ids);
            chosen.clear();
            close();
          }}
          onClose={() => setToPurge(null)}
        />
      )}
    </ListPage>
  );
}

function Layouts({ view }: { view: MediaView }) {
  const { layouts } = mediaCopy;
  return (
    <fieldset className="flex rounded-sm border border-line bg-sunken p-0.5">
      <legend className="sr-only">{layouts.label}</legend>
      {(["grid", "list"] as const).map((layout) => (
        <button
          key={layout}
          type="button"
          aria-pressed={view.layout === layout}
          onClick={() => view.setView({ view: layout })}
          className="flex h-6 items-center gap-1 rounded-xs px-2 font-medium text-muted text-xs aria-pressed:bg-raised aria-pressed:text-ink max-tablet:h-11 max-tablet:px-3"
        >
          {layout === "grid" ? (
            <LayoutGrid aria-hidden="true" className="size-3.5" />
          ) : (
            <List aria-hidden="true" className="size-3.5" />
          )}
          {layouts[layout]}
        </button>
      ))}
    </fieldset>
  );
}
