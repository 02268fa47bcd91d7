import { X } from "lucide-react";
import type { AuditView } from "@/components/audit/use-audit-view";
import { auditCopy } from "@/components/copy/audit";
import { FilterDates } from "@/components/list/filter-dates";
import { FilterSelect } from "@/components/list/filter-select";
import { Button } from "@/components/ui/button";
import type { Colleague } from "@/lib/staff/colleague";

type AuditFiltersProps = { actors: Colleague[]; view: AuditView };

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, "en"));

export function AuditFilters({ actors, view: { view, setView, filter } }: AuditFiltersProps) {
  const words = auditCopy.filters;
  return (
    <>
      <FilterSelect
        label={words.actor}
        value={filter.actor ?? null}
        options={[
          ...actors.map((actor) => ({ value: actor.user_id, label: actor.display_name })),
          { value: "system", label: auditCopy.system },
        ]}
        onChange={(actor) => void setView({ actor })}
      />
      <FilterSelect
        label={words.action}
        value={filter.action ?? null}
        options={optionsOf(auditCopy.actions)}
        onChange={(action) => void setView({ action })}
      />
      <FilterSelect
        label={words.kind}
        value={filter.kind ?? null}
        options={optionsOf(auditCopy.kinds)}
        onChange={(kind) => void setView({ kind })}
      />
      <FilterDates
        label={words.days}
        value={{ from: view.from, until: view.until }}
        onChange={(days) => void setView(days)}
      />
      {filter.subject && (
        <Button
          title={auditCopy.clearSubject}
          aria-label={`${auditCopy.subjectOnly(filter.subject)}. ${auditCopy.clearSubject}`}
          onClick={() => void setView({ subject: null })}
        >
          {auditCopy.subjectOnly(filter.subject)}
          <X aria-hidden="true" className="size-3.5" />
        </Button>
      )}
    </>
  );
}
