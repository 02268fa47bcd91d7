"use client";

import { X } from "lucide-react";
import { jobsCopy } from "@/components/copy/jobs";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import { causeText } from "@/components/operations/cause-text";
import { shortId } from "@/components/operations/short-id";
import { type JobsView, sinceChoices } from "@/components/operations/use-jobs-view";
import { Button } from "@/components/ui/button";
import { type runStateFilters, runStates } from "@/lib/operations/console-schemas";

type RunsFiltersProps = {
  view: JobsView;
  functions: readonly string[];
  onView: (change: Partial<JobsView>) => void;
};

const stateLabel = (state: (typeof runStateFilters)[number]) =>
  state === "failure" ? jobsCopy.runs.failure : jobsCopy.states[state];

export function RunsFilters({ view, functions, onView }: RunsFiltersProps) {
  const words = jobsCopy.runs;
  return (
    <>
      <ListSearch
        label={words.search}
        value={view.search}
        onChange={(search) => onView({ search })}
        className="w-56 max-tablet:w-full"
      />
      <FilterSelect
        label={words.function}
        value={view.function}
        options={functions.map((id) => ({ value: id, label: jobsCopy.functions[id] ?? id }))}
        onChange={(id) => onView({ function: id })}
      />
      <FilterSelect
        label={words.state}
        value={view.state}
        options={["failure" as const, ...runStates].map((state) => ({
          value: state,
          label: stateLabel(state),
        }))}
        onChange={(state) => onView({ state })}
      />
      <FilterSelect
        label={words.since}
        value={view.since}
        options={sinceChoices.map((since) => ({ value: since, label: words.sinces[since] }))}
        onChange={(since) => onView({ since })}
      />
      {view.error_class && (
        <Clearable
          text={words.cause(causeText(view.error_class, view.error_code).title)}
          onClear={() => onView({ error_class: null, error_code: null })}
        />
      )}
      {view.subject && (
        <Clearable
          text={words.subject(shortId(view.subject))}
          onClear={() => onView({ subject: null })}
        />
      )}
    </>
  );
}

function Clearable({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <Button aria-label={`${jobsCopy.runs.clear} ${text}`} onClick={onClear}>
      {text}
      <X aria-hidden="true" className="size-3.5" />
    </Button>
  );
}
