import { queryOf } from "@/components/query/query-of";
import { requestJson } from "@/components/query/request-json";
import type { SessionMemory } from "@/lib/memory/session-memory";
import type {
  NewTicket,
  QueuedTicketReply,
  TicketChange,
  TicketCursor,
  TicketDetail,
  TicketFilter,
  TicketPage,
  TicketRow,
} from "@/lib/tickets/console-schemas";
import type { TemplateOrder } from "@/lib/whatsapp/template-choice";

/** Every query key of this domain. */
export const ticketKeys = {
  all: ["tickets"] as const,
  lists: ["tickets", "list"] as const,
  list: (filter: TicketFilter) => ["tickets", "list", filter] as const,
  one: (id: string) => ["tickets", "one", id] as const,
  ofCustomer: (id: string) => ["tickets", "customer", id] as const,
  summary: (sessionId: string) => ["sessions", "one", sessionId, "summary"] as const,
};

const tickets = "/api/console/tickets";

export const fetchTickets = (
  filter: TicketFilter,
  cursor: TicketCursor | null,
  signal: AbortSignal,
) => requestJson<TicketPage>(`${tickets}?${queryOf(filter, cursor)}`, { signal });

export const fetchTicket = (id: string, signal: AbortSignal) =>
  requestJson<TicketDetail>(`${tickets}/${encodeURIComponent(id)}`, { signal });

export const postChanges = (changes: TicketChange[]) =>
  requestJson<TicketRow[]>(`${tickets}/change`, { body: { changes } });

export const postTicketReply = (id: string, reply: { text: string; client_key: string }) =>
  requestJson<QueuedTicketReply>(`${tickets}/${id}/reply`, { body: reply });

export const postTicketTemplate = (id: string, order: TemplateOrder) =>
  requestJson<QueuedTicketReply>(`${tickets}/${id}/template`, { body: order });

export const postTicketNote = (id: string, note: { id: string; body: string }) =>
  requestJson<object>(`${tickets}/${id}/notes`, {
    body: { body: note.body, client_key: note.id },
  });

export const postNewTicket = (sessionId: string, ticket: NewTicket, clientKey: string) =>
  requestJson<TicketRow>(`/api/console/sessions/${sessionId}/tickets`, {
    body: { ...ticket, client_key: clientKey },
  });

export const fetchSummary = (sessionId: string, signal: AbortSignal) =>
  requestJson<SessionMemory | null>(`/api/console/sessions/${sessionId}/summary`, { signal });
