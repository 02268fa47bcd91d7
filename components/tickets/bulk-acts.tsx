import { CircleCheck, RotateCcw, UserRoundCheck } from "lucide-react";
import { ticketsCopy } from "@/components/copy/tickets";
import { isSettled } from "@/components/tickets/is-settled";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import type { TicketRow } from "@/lib/tickets/console-schemas";

type BulkActsProps = {
  tickets: readonly TicketRow[];
  busy: boolean;
  onAssign: () => void;
  onSettle: () => void;
};

const words = ticketsCopy.acts;

/** What can be done with the selected tickets; settled ones alone can be opened again. */
export function BulkActs({ tickets, busy, onAssign, onSettle }: BulkActsProps) {
  const reopens = tickets.every(isSettled);
  return (
    <>
      <Button variant="primary" disabled={busy} onClick={onAssign}>
        <UserRoundCheck aria-hidden="true" className="size-3.5" />
        {words.assignMany(tickets.length)}
        <Key>A</Key>
      </Button>
      <Button disabled={busy} onClick={onSettle}>
        {reopens ? (
          <RotateCcw aria-hidden="true" className="size-3.5" />
        ) : (
          <CircleCheck aria-hidden="true" className="size-3.5" />
        )}
        {reopens ? words.reopenMany(tickets.length) : words.resolveMany(tickets.length)}
        <Key>E</Key>
      </Button>
    </>
  );
}
