"use client";

import { UserRound, X } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { FilterChips } from "@/components/list/filter-chips";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import type { MediaView } from "@/components/media/use-media-view";
import { RemovalActs } from "@/components/removal/removal-acts";
import { Button } from "@/components/ui/button";
import { mediaKinds, mediaStatuses } from "@/lib/media/media-words";

const words = mediaCopy.filters;

/** Search and what else narrows the files. */
export function MediaFilters({ view, mayPurge }: { view: MediaView; mayPurge: boolean }) {
  const { filter, setView } = view;
  return (
    <>
      <ListSearch
        label={mediaCopy.search}
        value={filter.search ?? ""}
        onChange={(search) => setView({ search: search || null })}
        className="w-80 max-tablet:w-full"
      />
      <FilterSelect
        label={words.type}
        value={filter.type ?? null}
        options={mediaKinds.map((value) => ({ value, label: mediaCopy.kinds[value] }))}
        onChange={(type) => setView({ type })}
      />
      <FilterSelect
        label={words.state}
        value={filter.state ?? null}
        options={mediaStatuses.map((value) => ({ value, label: mediaCopy.states[value] }))}
        onChange={(state) => setView({ state })}
      />
      <FilterChips
        label={words.soon}
        value={filter.expiring ?? null}
        options={[{ value: "soon", label: words.soon }]}
        onChange={(expiring) => setView({ expiring })}
      />
      {filter.error && (
        <Chosen
          label={mediaCopy.short[filter.error] ?? filter.error}
          clear={words.anyReason}
          onClear={() => setView({ error: null })}
        />
      )}
      {filter.customer_id && (
        <Chosen
          label={words.customer}
          clear={words.everyone}
          onClear={() => setView({ customer_id: null })}
        />
      )}
      {filter.customer_id && mayPurge && <RemovalActs customerId={filter.customer_id} />}
    </>
  );
}

function Chosen(props: { label: string; clear: string; onClear: () => void }) {
  return (
    <Button onClick={props.onClear}>
      {props.label === words.customer && <UserRound aria-hidden="true" className="size-3.5" />}
      {props.label}
      <X aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{props.clear}</span>
    </Button>
  );
}
