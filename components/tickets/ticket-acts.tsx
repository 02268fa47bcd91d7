"use client";

import { CircleCheck, RotateCcw, UserRoundCheck } from "lucide-react";
import { sessionsCopy } from "@/components/copy/sessions";
import { ticketsCopy } from "@/components/copy/tickets";
import { isSettled } from "@/components/tickets/is-settled";
import { PriorityChip, StatusChip } from "@/components/tickets/ticket-chips";
import type { TicketChanges } from "@/components/tickets/use-ticket-changes";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { Menu, MenuChoice, MenuChoices } from "@/components/ui/menu";
import type { TicketRow } from "@/lib/tickets/console-schemas";
import { ticketPriorities, ticketStatuses } from "@/lib/tickets/ticket-words";

type TicketActsProps = {
  ticket: TicketRow;
  viewer: { id: string };
  changes: TicketChanges;
  onAssign: () => void;
};

const words = ticketsCopy.acts;

/** Status, priority and who has it, each a press away; settling it is the main act. */
export function TicketActs({ ticket, viewer, changes, onAssign }: TicketActsProps) {
  const settled = isSettled(ticket);
  const who =
    ticket.assigned_to === viewer.id
      ? sessionsCopy.you
      : (ticket.assigned_name ?? ticketsCopy.nobody);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Menu
        align="start"
        trigger={
          <Button
            disabled={changes.busy}
            aria-label={`${words.status}: ${ticketsCopy.statuses[ticket.status]}`}
            className="px-1"
          >
            <StatusChip status={ticket.status} />
          </Button>
        }
      >
        <MenuChoices
          value={ticket.status}
          onValueChange={(next) => {
            const status = ticketStatuses.find((known) => known === next);
            if (status) changes.setStatus([ticket], status);
          }}
        >
          {ticketStatuses.map((status) => (
            <MenuChoice key={status} value={status}>
              <StatusChip status={status} />
            </MenuChoice>
          ))}
        </MenuChoices>
      </Menu>
      <Menu
        align="start"
        trigger={
          <Button
            disabled={changes.busy}
            aria-label={`${words.priority}: ${ticketsCopy.priorities[ticket.priority]}`}
            className="px-1"
          >
            <PriorityChip priority={ticket.priority} />
          </Button>
        }
      >
        <MenuChoices
          value={ticket.priority}
          onValueChange={(next) => {
            const priority = ticketPriorities.find((known) => known === next);
            if (priority) changes.setPriority(ticket, priority);
          }}
        >
          {ticketPriorities.toReversed().map((priority) => (
            <MenuChoice key={priority} value={priority}>
              <PriorityChip priority={priority} />
            </MenuChoice>
          ))}
        </MenuChoices>
      </Menu>
      <Button
        disabled={changes.busy}
        aria-label={`${ticketsCopy.columns.assignee}: ${who}`}
        onClick={onAssign}
      >
        <UserRoundCheck aria-hidden="true" className="size-3.5" />
        <span className="max-w-32 truncate">{who}</span>
        <Key>A</Key>
      </Button>
      <Button
        disabled={changes.busy}
        className="ml-auto"
        onClick={() => changes.setStatus([ticket], settled ? "open" : "resolved")}
      >
        {settled ? (
          <RotateCcw aria-hidden="true" className="size-3.5" />
        ) : (
          <CircleCheck aria-hidden="true" className="size-3.5" />
        )}
        {settled ? words.reopen : words.resolve}
        <Key>E</Key>
      </Button>
    </div>
  );
}
