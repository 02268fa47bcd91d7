import { requestJson } from "@/components/query/request-json";
import type { SessionCursor, SessionListChanges, SessionPage } from "@/lib/chat/console-schemas";
import type { ListRequest } from "@/lib/chat/list-request";
import type { MessageHits } from "@/lib/chat/search-schemas";
import type { SavedView, ViewToSave } from "@/lib/chat/view-schemas";

export type ListView = ListRequest;

/** Every query key of the list. */
export const sessionKeys = {
  lists: ["sessions", "list"] as const,
  list: (view: ListView) => ["sessions", "list", view] as const,
  listChanges: (view: ListView) => ["sessions", "list-changes", view] as const,
  hits: (search: string) => ["sessions", "hits", search] as const,
  views: ["sessions", "views"] as const,
};

const base = "/api/console/sessions";
const views = "/api/console/views";

/** The list as an address and the API say it; defaults are left out. */
export const listQuery = (view: ListView) =>
  new URLSearchParams({
    filter: view.filter,
    ...(view.assignee !== "anyone" && { assignee: view.assignee }),
    ...(view.unread && { unread: "true" }),
    ...(view.search && { search: view.search }),
  });

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

export function fetchMessageHits(search: string, before: number | null, signal: AbortSignal) {
  const query = new URLSearchParams({ search, ...(before && { before: String(before) }) });
  return requestJson<MessageHits>(`/api/console/search/messages?${query}`, { signal });
}

export const postRead = (id: string, uptoSeq: number) =>
  requestJson<{ ok: true }>(`${base}/${id}/read`, { body: { upto_seq: uptoSeq } });

/** Without a message: everything counts as read. */
export const postReadAll = (uptoSeq: number | null) =>
  requestJson<{ before: number }>(`${base}/read-all`, { body: { upto_seq: uptoSeq } });

export const fetchViews = (signal: AbortSignal) => requestJson<SavedView[]>(views, { signal });
export const postView = (view: ViewToSave) => requestJson<SavedView[]>(views, { body: view });
export const postDeleteView = (id: string) =>
  requestJson<SavedView[]>(`${views}/delete`, { body: { id } });
