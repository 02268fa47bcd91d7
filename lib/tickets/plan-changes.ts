import type { TicketChange, TicketRow } from "@/lib/tickets/console-schemas";

type Wanted = Pick<TicketChange, "status" | "priority" | "assigned_to">;

/**
 * What must be changed so that every ticket is as wanted, and what brings each back to what it was.
 * Tickets that are so already are in neither. Pure.
 */
export function planChanges(
  tickets: readonly TicketRow[],
  wanted: Wanted,
): { changes: TicketChange[]; inverse: TicketChange[] } {
  const changes: TicketChange[] = [];
  const inverse: TicketChange[] = [];
  for (const { id, status, priority, assigned_to } of tickets) {
    const change: TicketChange = { id };
    const back: TicketChange = { id };
    if (wanted.status !== undefined && wanted.status !== status) {
      change.status = wanted.status;
      back.status = status;
    }
    if (wanted.priority !== undefined && wanted.priority !== priority) {
      change.priority = wanted.priority;
      back.priority = priority;
    }
    if (wanted.assigned_to !== undefined && wanted.assigned_to !== assigned_to) {
      change.assigned_to = wanted.assigned_to;
      back.assigned_to = assigned_to;
    }
    if (Object.keys(change).length === 1) continue;
    changes.push(change);
    inverse.push(back);
  }
  return { changes, inverse };
}
