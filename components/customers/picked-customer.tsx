import type { ReactNode } from "react";
import { customersCopy } from "@/components/copy/customers";
import { Button } from "@/components/ui/button";

type PickedCustomerProps = {
  children: ReactNode;
  /** Leads back to the search; left out where the customer is given. */
  onChange?: (() => void) | undefined;
};

/** The customer that a form is about, once one is picked. */
export function PickedCustomer({ children, onChange }: PickedCustomerProps) {
  return (
    <div className="flex items-center gap-2 rounded-sm border border-line bg-sunken px-3 py-2 text-xs">
      <span className="min-w-0 grow truncate text-ink">{children}</span>
      {onChange && (
        <Button variant="ghost" onClick={onChange}>
          {customersCopy.change}
        </Button>
      )}
    </div>
  );
}
