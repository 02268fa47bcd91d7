import { requestJson } from "@/components/query/request-json";
import type {
  SessionChanges,
  SessionCursor,
  SessionFilter,
  SessionHeader,
  SessionListChanges,
  SessionPage,
  TranscriptMessage,
  TranscriptPage,
} from "@/lib/chat/console-schemas";

export type ListView = { filter: SessionFilter; search: string };

/** Every query key of this domain. */
export const sessionKeys = {
  lists: ["sessions", "list"] as const,
  list: (view: ListView) => ["sessions", "list", view.filter, view.search] as const,
  listChanges: (view: ListView) => ["sessions", "list-changes", view.filter, view.search] as const,
  header: (id: string) => ["sessions", "one", id, "header"] as const,
  transcript: (id: string) => ["sessions", "one", id, "transcript"] as const,
  changes: (id: string) => ["sessions", "one", id, "changes"] as const,
};

const base = "/api/console/sessions";
const listQuery = (view: ListView) =>
  new URLSearchParams({ filter: view.filter, ...(view.search && { search: view.search }) });

export function fetchSessions(view: ListView, cursor: SessionCursor | null, signal: AbortSignal) {
  const query = listQuery(view);
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return requestJson<SessionPage>(`${base}?${query}`, { signal });
}

export function fetchListChanges(view: ListView, since: string, signal: AbortSignal) {
  const query = listQuery(view);
  query.set("since", since);
  return requestJson<SessionListChanges>(`${base}/changes?${query}`, { signal });
}

export function fetchHeader(id: string, signal: AbortSignal) {
  return requestJson<SessionHeader>(`${base}/${id}`, { signal });
}

export function fetchTranscript(id: string, before: number | null, signal: AbortSignal) {
  const query = before === null ? "" : `?before=${before}`;
  return requestJson<TranscriptPage>(`${base}/${id}/messages${query}`, { signal });
}

export function fetchChanges(id: string, since: string, signal: AbortSignal) {
  const query = new URLSearchParams({ since });
  return requestJson<SessionChanges>(`${base}/${id}/changes?${query}`, { signal });
}

export function postTakeOver(id: string) {
  return requestJson<SessionHeader>(`${base}/${id}/take-over`, { body: {} });
}

export function postHandBack(id: string) {
  return requestJson<SessionHeader>(`${base}/${id}/hand-back`, { body: {} });
}

export function postReply(id: string, text: string, clientKey: string) {
  return requestJson<{ messages: TranscriptMessage[] }>(`${base}/${id}/reply`, {
    body: { text, client_key: clientKey },
  });
}
