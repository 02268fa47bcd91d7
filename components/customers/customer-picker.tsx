"use client";

import { type QueryKey, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { customersCopy } from "@/components/copy/customers";
import { errorSentence } from "@/components/query/error-sentence";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { ClockTime } from "@/components/time/clock-time";
import { TextField } from "@/components/ui/text-field";

type Found = {
  id: string;
  name: string | null;
  number: string | null;
  last_message_at: string | null;
};

type CustomerPickerProps<Customer extends Found> = {
  label: string;
  hint?: string;
  error: string | undefined;
  queryKey: (query: string) => QueryKey;
  find: (query: string, signal: AbortSignal) => Promise<Customer[]>;
  /** In a word why somebody cannot be picked; null for everybody else. */
  refusal?: (customer: Customer) => string | null;
  onPick: (customer: Customer) => void;
};

const shortestQuery = 2;

/** Finds one customer by name or number; the latest to write comes first. */
export function CustomerPicker<Customer extends Found>(props: CustomerPickerProps<Customer>) {
  const { label, hint, error, queryKey, find, refusal, onPick } = props;
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const isAsked = query.length >= shortestQuery;
  const found = useQuery({
    queryKey: queryKey(query),
    queryFn: ({ signal }) => find(query, signal),
    enabled: isAsked,
    staleTime: 10_000,
  });
  const customers = (isAsked && found.data) || [];
  return (
    <div className="grid gap-1.5">
      <TextField
        label={label}
        placeholder={hint}
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        {...(error && { error })}
      />
      <div role="status" className="text-2xs text-muted">
        {isAsked && found.isPending && customersCopy.searching}
        {found.error && <span className="text-bad">{errorSentence(found.error)}</span>}
        {isAsked && found.data?.length === 0 && customersCopy.noneFound}
      </div>
      {customers.length > 0 && (
        <ul aria-label={label} className="max-h-44 overflow-y-auto rounded-sm border border-line">
          {customers.map((customer) => {
            const refused = refusal?.(customer) ?? null;
            return (
              <li key={customer.id} className="border-line not-first:border-t">
                <button
                  type="button"
                  disabled={refused !== null}
                  onClick={() => onPick(customer)}
                  className="flex w-full items-baseline gap-2 px-3 py-2 text-left text-xs hover:bg-hover disabled:text-muted max-tablet:py-3"
                >
                  <span className="min-w-0 grow truncate">
                    <span className="font-medium text-ink">
                      {customer.name?.trim() || customersCopy.unnamed}
                    </span>{" "}
                    <span className="text-muted tabular-nums">
                      {customer.number && spacedNumber(customer.number)}
                    </span>
                  </span>
                  <span className="shrink-0 text-2xs text-muted">
                    {refused ??
                      (customer.last_message_at && (
                        <>
                          {customersCopy.last}{" "}
                          <ClockTime iso={customer.last_message_at} kind="row" />
                        </>
                      ))}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
