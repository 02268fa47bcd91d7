"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Selection } from "@/components/list/use-selection";
import { focusedRow } from "@/components/operations/focused-row";
import { ticketKeys } from "@/components/tickets/ticket-queries";
import type { TicketDetail, TicketRow } from "@/lib/tickets/console-schemas";

/** What a key acts on: the chosen rows, else the one in focus, else the open one. Asked at the press. */
export function useTicketTargets(
  rows: readonly TicketRow[],
  selection: Selection,
  openId: string | null,
): () => TicketRow[] {
  const client = useQueryClient();
  return () => {
    if (selection.ids.size > 0) return rows.filter(({ id }) => selection.has(id));
    const id = focusedRow() ?? openId;
    if (id === null) return [];
    // An open ticket need not be in the list: it was linked to, or has left the view.
    const opened = client.getQueryData<TicketDetail>(ticketKeys.one(id))?.ticket;
    const ticket = opened ?? rows.find((row) => row.id === id);
    return ticket ? [ticket] : [];
  };
}
