"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { holdsCopy } from "@/components/copy/holds";
import { fetchHoldableCustomers, holdKeys } from "@/components/holds/hold-queries";
import { errorSentence } from "@/components/query/error-sentence";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { HoldableCustomer } from "@/lib/privacy/holds/console-schemas";

const words = holdsCopy.place;

type CustomerPickerProps = {
  picked: HoldableCustomer | null;
  error: string | undefined;
  onPick: (customer: HoldableCustomer | null) => void;
};

/** Finds one customer by the beginning of a name or number. */
export function CustomerPicker({ picked, error, onPick }: CustomerPickerProps) {
  const [query, setQuery] = useState("");
  const isAsked = query.trim().length >= 2;
  const found = useQuery({
    queryKey: holdKeys.customers(query.trim()),
    queryFn: ({ signal }) => fetchHoldableCustomers(query.trim(), signal),
    enabled: isAsked && picked === null,
  });
  if (picked)
    return (
      <div className="flex items-center gap-2 rounded-sm border border-line bg-sunken px-3 py-2 text-xs">
        <span className="min-w-0 grow truncate">
          <Who customer={picked} />
        </span>
        <Button variant="ghost" onClick={() => onPick(null)}>
          {words.change}
        </Button>
      </div>
    );
  return (
    <div className="grid gap-1.5">
      <TextField
        label={words.customer}
        placeholder={words.customerHint}
        autoFocus
        autoComplete="off"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        {...(error && { error })}
      />
      <div aria-live="polite" className="text-2xs text-muted">
        {isAsked && found.isPending && words.searching}
        {found.error && <span className="text-bad">{errorSentence(found.error)}</span>}
        {isAsked && found.data?.length === 0 && words.nobody}
      </div>
      {isAsked && found.data && found.data.length > 0 && (
        <ul
          aria-label={words.customer}
          className="max-h-44 overflow-y-auto rounded-sm border border-line"
        >
          {found.data.map((customer) => (
            <li key={customer.id} className="border-line not-first:border-t">
              <button
                type="button"
                disabled={customer.is_held}
                onClick={() => onPick(customer)}
                className="flex w-full items-baseline gap-2 px-3 py-2 text-left text-xs hover:bg-hover disabled:text-muted max-tablet:py-3"
              >
                <span className="min-w-0 grow truncate">
                  <Who customer={customer} />
                </span>
                <span className="shrink-0 text-2xs text-muted">
                  {customer.is_held
                    ? words.held
                    : customer.last_message_at && (
                        <>
                          {words.last} <ClockTime iso={customer.last_message_at} kind="row" />
                        </>
                      )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Who({ customer }: { customer: HoldableCustomer }) {
  return (
    <>
      <span className="font-medium text-ink">{customer.name ?? holdsCopy.noName}</span>{" "}
      <span className="text-muted tabular-nums">{customer.number}</span>
    </>
  );
}
