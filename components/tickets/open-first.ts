import { isSettled } from "@/components/tickets/is-settled";
import type { TicketRow } from "@/lib/tickets/console-schemas";

/** What is not settled first; within both halves the given order stays. Pure. */
export function openFirst<Ticket extends Pick<TicketRow, "status">>(
  tickets: readonly Ticket[],
): Ticket[] {
  return tickets.toSorted((a, b) => Number(isSettled(a)) - Number(isSettled(b)));
}
