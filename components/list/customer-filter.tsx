import { UserRound, X } from "lucide-react";
import { Button } from "@/components/ui/button";

type CustomerFilterProps = { label: string; clearLabel: string; onClear: () => void };

/** Says that a list shows one customer's rows alone; a press shows everybody's. */
export function CustomerFilter({ label, clearLabel, onClear }: CustomerFilterProps) {
  return (
    <Button onClick={onClear}>
      <UserRound aria-hidden="true" className="size-3.5" />
      {label}
      <X aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{clearLabel}</span>
    </Button>
  );
}
