"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { errorSentence } from "@/components/query/error-sentence";
import { customerName } from "@/components/requests/request-name";
import { fetchCustomersFor, requestKeys } from "@/components/requests/request-queries";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { TextField } from "@/components/ui/text-field";
import type { FoundCustomer } from "@/lib/privacy/requests/request-schemas";

type CustomerPickerProps = {
  onPick: (customer: FoundCustomer) => void;
  error?: string | undefined;
};
const words = requestsCopy.create;

/** Finds a customer by name or number; the latest to write comes first. */
export function CustomerPicker({ onPick, error }: CustomerPickerProps) {
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: requestKeys.customers(query),
    queryFn: ({ signal }) => fetchCustomersFor(query, signal),
    enabled: query.length >= 2,
    staleTime: 10_000,
  });
  return (
    <div className="grid gap-1.5">
      <TextField
        label={words.customer}
        value={typed}
        autoComplete="off"
        autoFocus
        onChange={(event) => setTyped(event.target.value)}
        {...(error && { error })}
      />
      <div role="status" className="text-2xs text-muted">
        {query.length >= 2 && found.isPending && words.searching}
        {found.data?.length === 0 && words.noneFound}
        {found.error && <span className="text-bad">{errorSentence(found.error)}</span>}
      </div>
      {found.data && found.data.length > 0 && (
        <ul
          aria-label={words.pick}
          className="max-h-48 overflow-y-auto rounded-sm border border-line"
        >
          {found.data.map((customer) => (
            <li key={customer.id} className="border-line border-b last:border-b-0">
              <button
                type="button"
                onClick={() => onPick(customer)}
                className="flex w-full items-baseline gap-2 px-2.5 py-1.5 text-left text-xs hover:bg-hover max-tablet:min-h-11"
              >
                <span className="truncate font-medium text-ink">
                  {customerName(customer.name, null)}
                </span>
                <span className="ml-auto shrink-0 text-muted tabular-nums">
                  {customer.number && spacedNumber(customer.number)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
