import { requestJson } from "@/components/query/request-json";
import type {
  Activity,
  SessionChanges,
  SessionHeader,
  SessionNote,
  TranscriptMessage,
  TranscriptPage,
  TranscriptPlace,
} from "@/lib/chat/conversation-schemas";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";
import type { Colleague } from "@/lib/staff/colleague";
import type { TemplateChoice, TemplateOrder } from "@/lib/whatsapp/template-choice";

/** Every query key of an open conversation. `at`: the bubble around which it was opened. */
export const conversationKeys = {
  header: (id: string) => ["sessions", "one", id, "header"] as const,
  transcripts: (id: string) => ["sessions", "one", id, "transcript"] as const,
  transcript: (id: string, at: number | null) => ["sessions", "one", id, "transcript", at] as const,
  changes: (id: string) => ["sessions", "one", id, "changes"] as const,
  customer: (id: string) => ["customers", id] as const,
  colleagues: ["colleagues"] as const,
  templates: ["templates"] as const,
};

const session = (id: string) => `/api/console/sessions/${id}`;

export function fetchHeader(id: string, signal: AbortSignal) {
  return requestJson<SessionHeader>(session(id), { signal });
}

export function fetchTranscript(id: string, place: TranscriptPlace, signal: AbortSignal) {
  const query = new URLSearchParams(
    Object.entries(place ?? {}).map(([name, seq]) => [name, String(seq)]),
  );
  return requestJson<TranscriptPage>(`${session(id)}/messages?${query}`, { signal });
}

/** What changed, who else is here; says what the viewer does. */
export function pollChanges(
  id: string,
  body: { since: string; activity: Activity },
  signal: AbortSignal,
) {
  return requestJson<SessionChanges>(`${session(id)}/changes`, { body, signal });
}

export const postTakeOver = (id: string) =>
  requestJson<SessionHeader>(`${session(id)}/take-over`, { body: {} });

export const postHandBack = (id: string) =>
  requestJson<SessionHeader>(`${session(id)}/hand-back`, { body: {} });

export const postAssign = (id: string, staffId: string | null) =>
  requestJson<SessionHeader>(`${session(id)}/assign`, { body: { staff_id: staffId } });

export const postClose = (id: string) =>
  requestJson<SessionHeader>(`${session(id)}/close`, { body: {} });

export const postReopen = (id: string) =>
  requestJson<SessionHeader>(`${session(id)}/reopen`, { body: {} });

export const postReply = (id: string, text: string, clientKey: string) =>
  requestJson<{ messages: TranscriptMessage[] }>(`${session(id)}/reply`, {
    body: { text, client_key: clientKey },
  });

export const postTemplate = (id: string, order: TemplateOrder) =>
  requestJson<{ message_id: string }>(`${session(id)}/template`, { body: order });

export const postRetry = (messageId: string) =>
  requestJson<TranscriptMessage>(`/api/console/messages/${messageId}/retry`, { body: {} });

export const postNote = (id: string, note: { id: string; body: string }) =>
  requestJson<SessionNote>(`${session(id)}/notes`, { body: note });

export const postNoteEdit = (noteId: string, body: string) =>
  requestJson<SessionNote>(`/api/console/notes/${noteId}`, { body: { body } });

export const postNoteDelete = (noteId: string) =>
  requestJson<SessionNote>(`/api/console/notes/${noteId}/delete`, { body: {} });

export const fetchTemplates = (signal: AbortSignal) =>
  requestJson<TemplateChoice[]>("/api/console/templates", { signal });

export const fetchColleagues = (signal: AbortSignal) =>
  requestJson<Colleague[]>("/api/console/colleagues", { signal });

export const fetchCustomer = (id: string, signal: AbortSignal) =>
  requestJson<CustomerPanel>(`/api/console/customers/${id}`, { signal });

export const postReveal = (identityId: string) =>
  requestJson<{ value: string }>(`/api/console/identities/${identityId}/reveal`, { body: {} });
