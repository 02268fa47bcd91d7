import { parkedCopy } from "@/components/copy/parked";
import { FilterSelect } from "@/components/list/filter-select";
import { sinceChoices } from "@/components/operations/use-jobs-view";
import type { ParkedView } from "@/components/operations/use-parked-view";
import { Tabs } from "@/components/ui/tabs";
import { parkedStatuses } from "@/lib/operations/parked-schemas";

type ParkedFiltersProps = { view: ParkedView; onView: (change: Partial<ParkedView>) => void };

export function ParkedFilters({ view, onView }: ParkedFiltersProps) {
  const words = parkedCopy.filters;
  return (
    <>
      <Tabs
        label={words.status}
        value={view.status}
        onChange={(status) => onView({ status })}
        tabs={parkedStatuses.map((status) => ({
          value: status,
          label: parkedCopy.statuses[status],
        }))}
      />
      <FilterSelect
        label={words.reason}
        value={view.reason}
        options={Object.entries(parkedCopy.reasons).map(([value, [label]]) => ({ value, label }))}
        onChange={(reason) => onView({ reason })}
      />
      <FilterSelect
        label={words.type}
        value={view.type}
        options={Object.entries(parkedCopy.types).map(([value, label]) => ({ value, label }))}
        onChange={(type) => onView({ type })}
      />
      <FilterSelect
        label={words.since}
        value={view.since}
        options={sinceChoices.map((since) => ({ value: since, label: words.sinces[since] }))}
        onChange={(since) => onView({ since })}
      />
    </>
  );
}
