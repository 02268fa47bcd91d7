"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { ticketsCopy } from "@/components/copy/tickets";
import { ticketError } from "@/components/tickets/ticket-error";
import { postChanges, ticketKeys } from "@/components/tickets/ticket-queries";
import { toast } from "@/components/ui/toast";
import type { TicketChange, TicketDetail, TicketRow } from "@/lib/tickets/console-schemas";
import { planChanges } from "@/lib/tickets/plan-changes";
import type { TicketPriority, TicketStatus } from "@/lib/tickets/ticket-words";

type Order = { changes: TicketChange[]; say: () => void };

/** Status, priority and assignee of one ticket or many; each act is said in a toast that takes it back. */
export function useTicketChanges() {
  const client = useQueryClient();
  const words = ticketsCopy.said;
  const act = useMutation({
    mutationFn: ({ changes }: Order) => postChanges(changes),
    onSuccess: (tickets, { say }) => {
      for (const ticket of tickets) {
        client.setQueryData<TicketDetail>(
          ticketKeys.one(ticket.id),
          (detail) => detail && { ...detail, ticket },
        );
      }
      say();
    },
    // The act may have been half of what the list shows: it is read anew either way.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ticketKeys.all });
      void client.invalidateQueries({ queryKey: ["badges"] });
    },
    onError: (error) => toast.error(`${words.failed}. ${ticketError(error)}`),
  });

  const run = (
    tickets: readonly TicketRow[],
    wanted: Omit<TicketChange, "id">,
    sentence: (count: number) => string,
  ) => {
    const { changes, inverse } = planChanges(tickets, wanted);
    if (act.isPending || tickets.length === 0) return;
    if (changes.length === 0) {
      toast(words.same);
      return;
    }
    const takeBack = () => act.mutate({ changes: inverse, say: () => toast(words.undone) });
    act.mutate({ changes, say: () => sayWithUndo(sentence(changes.length), takeBack) });
  };
  const nameOf = (tickets: readonly TicketRow[]) => tickets[0]?.reference ?? "";
  return {
    busy: act.isPending,
    setStatus: (tickets: readonly TicketRow[], status: TicketStatus) =>
      run(tickets, { status }, (count) =>
        words.status(count, nameOf(tickets), ticketsCopy.statuses[status]),
      ),
    setPriority: (ticket: TicketRow, priority: TicketPriority) =>
      run([ticket], { priority }, () =>
        words.priority(ticket.reference, ticketsCopy.priorities[priority]),
      ),
    assign: (tickets: readonly TicketRow[], staffId: string | null, name: string) =>
      run(tickets, { assigned_to: staffId }, (count) =>
        staffId === null
          ? words.unassigned(count, nameOf(tickets))
          : words.assigned(count, nameOf(tickets), name),
      ),
  };
}

export type TicketChanges = ReturnType<typeof useTicketChanges>;
