import { X } from "lucide-react";
import type { LedgerView } from "@/components/consent/use-ledger-view";
import { consentCopy } from "@/components/copy/consent";
import { FilterDates } from "@/components/list/filter-dates";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import { Button } from "@/components/ui/button";
import { consentChanges, consentSources } from "@/lib/privacy/ledger-schemas";

const optionsOf = (values: readonly string[], labels: Record<string, string>) =>
  values.map((value) => ({ value, label: labels[value] ?? value }));

export function LedgerFilters({ view: { view, setView, filter } }: { view: LedgerView }) {
  const words = consentCopy.filters;
  return (
    <>
      <ListSearch
        label={consentCopy.search}
        value={filter.search ?? ""}
        onChange={(search) => void setView({ search: search || null })}
      />
      <FilterSelect
        label={words.scope}
        value={filter.scope ?? null}
        options={optionsOf(["service", "marketing"], consentCopy.scopes)}
        onChange={(scope) => void setView({ scope })}
      />
      <FilterSelect
        label={words.change}
        value={filter.change ?? null}
        options={optionsOf(consentChanges, consentCopy.changes)}
        onChange={(change) => void setView({ change })}
      />
      <FilterSelect
        label={words.source}
        value={filter.source ?? null}
        options={optionsOf(consentSources, consentCopy.sources)}
        onChange={(source) => void setView({ source })}
      />
      <FilterDates
        label={words.days}
        value={{ from: view.from, until: view.until }}
        onChange={(days) => void setView(days)}
      />
      {filter.customer && (
        <Button
          title={consentCopy.clearCustomer}
          aria-label={`${consentCopy.customerOnly(filter.customer)}. ${consentCopy.clearCustomer}`}
          onClick={() => void setView({ customer: null })}
        >
          {consentCopy.customerOnly(filter.customer)}
          <X aria-hidden="true" className="size-3.5" />
        </Button>
      )}
    </>
  );
}
