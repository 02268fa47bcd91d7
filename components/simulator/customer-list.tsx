"use client";

import { TriangleAlert, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { AddCustomerForm } from "@/components/simulator/add-customer-form";
import type { useCustomers } from "@/components/simulator/use-customers";
import { ClockTime } from "@/components/time/clock-time";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { StatePanel } from "@/components/ui/state-panel";

type CustomerListProps = {
  query: ReturnType<typeof useCustomers>;
  selectedId: string | null;
  onSelect: (id: string) => void;
  className?: string;
};

export function CustomerList({ query, selectedId, onSelect, className }: CustomerListProps) {
  const [adding, setAdding] = useState(false);
  const words = simulatorCopy;
  const customers = query.data?.customers ?? [];
  return (
    <nav
      aria-label={words.customers}
      className={classNames(
        "flex w-(--list) shrink-0 flex-col border-r border-line bg-surface max-laptop:w-73 max-tablet:w-full max-tablet:border-r-0",
        className,
      )}
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold text-ink">{words.customers}</h2>
        <Button className="ml-auto" onClick={() => setAdding(true)}>
          <UserPlus aria-hidden="true" className="size-3.5" />
          {words.add}
        </Button>
      </div>
      {query.isError && (
        <StatePanel icon={TriangleAlert} tone="bad" title={words.failed}>
          {words.failedBody}
        </StatePanel>
      )}
      {query.isSuccess && customers.length === 0 && (
        <StatePanel
          icon={Users}
          title={words.none}
          action={
            <Button variant="primary" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          }
        >
          {words.noneBody}
        </StatePanel>
      )}
      <ul className="min-h-0 overflow-y-auto">
        {customers.map((customer) => (
          <li key={customer.id}>
            <button
              type="button"
              aria-current={customer.id === selectedId ? "true" : undefined}
              onClick={() => onSelect(customer.id)}
              className={classNames(
                "grid w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 border-b border-line px-4 py-2.5 text-left -outline-offset-2 hover:bg-hover",
                customer.id === selectedId &&
                  "bg-selected shadow-[inset_2px_0_0_var(--focus)] hover:bg-selected",
              )}
            >
              <span className="row-span-2">
                <Avatar name={customer.name} />
              </span>
              <span className="flex items-baseline gap-2">
                <span className="truncate font-medium text-ink">{customer.name}</span>
                {customer.last_at && (
                  <ClockTime
                    iso={customer.last_at}
                    kind="row"
                    className="ml-auto shrink-0 text-2xs text-faint tabular-nums"
                  />
                )}
              </span>
              <span className="flex items-center gap-2">
                <span className="truncate text-xs text-muted tabular-nums">
                  {customer.last_message ?? customer.phone ?? customer.wa_user_id}
                </span>
                {customer.unread > 0 && (
                  <span className="ml-auto shrink-0 rounded-full bg-ink px-1.5 text-2xs font-medium text-on-ink tabular-nums">
                    <span className="sr-only">{words.unread(customer.unread)}</span>
                    <span aria-hidden="true">{customer.unread}</span>
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Dialog open={adding} onOpenChange={setAdding} title={words.add}>
        <AddCustomerForm
          onAdded={(id) => {
            setAdding(false);
            onSelect(id);
          }}
        />
      </Dialog>
    </nav>
  );
}
