"use client";

import { Check, Loader, RotateCw, X } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { partsCopy } from "@/components/copy/parts";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { useOpenId } from "@/components/detail/use-open-id";
import { type Column, DataList } from "@/components/list/data-list";
import { FilterChips } from "@/components/list/filter-chips";
import { FilterDates } from "@/components/list/filter-dates";
import { FilterSelect } from "@/components/list/filter-select";
import { ListPage } from "@/components/list/list-page";
import { ListSearch } from "@/components/list/list-search";
import { SelectionBar } from "@/components/list/selection-bar";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { type SampleRun, sampleRuns } from "@/components/parts/sample-runs";
import { RequestFailure } from "@/components/query/request-json";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { toast } from "@/components/ui/toast";

const words = partsCopy.list;
const modes = ["rows", "loading", "empty", "failed", "stale", "old"] as const;
const runStates = ["done", "failed", "running"] as const;
const icons = { done: Check, failed: X, running: Loader };
const tones = { done: "good", failed: "bad", running: "info" } as const;

const columns: Column<SampleRun>[] = [
  {
    key: "state",
    head: words.heads.state,
    width: "110px",
    cell: ({ state }) => (
      <Chip icon={icons[state]} tone={tones[state]}>
        {words.states[state]}
      </Chip>
    ),
  },
  { key: "run", head: words.heads.run, width: "minmax(0,1fr)", cell: ({ run }) => run },
  { key: "subject", head: words.heads.subject, width: "minmax(0,1fr)", cell: (row) => row.subject },
  {
    ...{ key: "attempts", head: words.heads.attempts, width: "80px", align: "end", phone: "hide" },
    cell: ({ attempts }) => attempts,
  },
  {
    ...{ key: "took", head: words.heads.took, width: "80px", align: "end" },
    cell: ({ tookMs }) => `${(tookMs / 1_000).toFixed(1)} s`,
  },
];

/** A whole list page in small: every state of a list by a filter in the address. */
export function ListPart() {
  const [view, setView] = useQueryStates({
    shows: parseAsStringLiteral(modes).withDefault("rows"),
    search: parseAsString.withDefault(""),
    state: parseAsStringLiteral(runStates),
    from: parseAsString,
    until: parseAsString,
  });
  const fits = ({ state, subject }: SampleRun) =>
    (view.state === null || state === view.state) && subject.includes(view.search);
  const isFiltered = view.state !== null || view.search !== "";
  const hasRows = !["loading", "empty", "failed"].includes(view.shows);
  const rows = !hasRows ? [] : isFiltered ? sampleRuns.filter(fits) : sampleRuns;
  const list = listIn(view.shows, rows, () => void setView({ shows: null }));
  const { openId, open, close } = useOpenId();
  const selection = useSelection(rows.map(({ id }) => id));
  const opened = sampleRuns.find(({ id }) => id === openId);
  return (
    <section
      aria-label={words.title}
      className="flex h-110 overflow-hidden rounded-md border border-line bg-surface max-tablet:h-120"
    >
      <ListPage
        title={words.title}
        headingLevel={2}
        list={list}
        note={words.note}
        toolbar={
          <>
            <ListSearch
              label={words.search}
              value={view.search}
              onChange={(search) => void setView({ search: search || null })}
            />
            <FilterSelect
              label={words.shows}
              value={view.shows}
              options={modes.map((value) => ({ value, label: words.modes[value] }))}
              onChange={(shows) => void setView({ shows })}
            />
            <FilterChips
              label={words.state}
              value={view.state}
              options={runStates.map((value) => ({ value, label: words.states[value] }))}
              onChange={(state) => void setView({ state })}
            />
            <FilterDates label={words.days} value={view} onChange={(days) => void setView(days)} />
          </>
        }
        selectionBar={
          selection.ids.size > 0 ? (
            <SelectionBar selection={selection}>
              <Button
                onClick={() => {
                  toast(words.retried(selection.ids.size));
                  selection.clear();
                }}
              >
                <RotateCw aria-hidden="true" className="size-3.5" />
                {words.retry(selection.ids.size)}
              </Button>
            </SelectionBar>
          ) : undefined
        }
        detail={
          opened && (
            <DetailDrawer
              id={opened.id}
              title={opened.run}
              subtitle={opened.subject}
              actions={<Button>{words.retry(1)}</Button>}
              onClose={close}
            >
              <Facts
                facts={[
                  { label: words.heads.state, value: words.states[opened.state] },
                  { label: words.heads.attempts, value: opened.attempts },
                ]}
              />
            </DetailDrawer>
          )
        }
      >
        <DataList
          label={words.label}
          list={list}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ id, run, state }) => `${words.states[state]}, ${run}, ${id}`}
          onOpen={({ id }) => open(id)}
          openId={openId}
          selection={selection}
          isFiltered={isFiltered && view.shows === "rows"}
          onClearFilters={() => void setView({ search: null, state: null })}
          empty={{ icon: Check, tone: "good", ...words.empty }}
          failed={partsCopy.failed}
        />
      </ListPage>
    </section>
  );
}

function listIn(
  mode: (typeof modes)[number],
  rows: SampleRun[],
  refetch: () => void,
): KeysetList<SampleRun> {
  const hasFailed = mode === "failed" || mode === "old";
  return {
    rows,
    isLoading: mode === "loading",
    isStale: mode === "stale",
    error: hasFailed ? new RequestFailure("unavailable") : null,
    moreFailed: false,
    updatedAt: Date.UTC(2026, 10, 22, 6, 2),
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    refetch,
  };
}
