import type { TicketRow } from "@/lib/tickets/console-schemas";

/** Nothing is to be done any more. */
export const isSettled = ({ status }: Pick<TicketRow, "status">): boolean =>
  status === "resolved" || status === "closed";
