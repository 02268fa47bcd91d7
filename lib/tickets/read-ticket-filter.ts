import { type TicketFilter, ticketFilter } from "@/lib/tickets/console-schemas";

/** The queue that an address asks for; what it does not understand is left at its default. Pure. */
export function readTicketFilter(given: Record<string, unknown>): TicketFilter {
  const { shape } = ticketFilter;
  const known = Object.entries(shape).flatMap(([name, schema]) => {
    const value = given[name];
    if (value === null || value === undefined || value === "") return [];
    return schema.safeParse(value).success ? [[name, value] as const] : [];
  });
  return ticketFilter.parse(Object.fromEntries(known));
}
