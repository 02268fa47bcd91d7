import { requestJson } from "@/components/query/request-json";
import type {
  FailedPage,
  RecallDays,
  RecalledOften,
  RecallFigures,
  RecallHealth,
  WithoutHitsCursor,
  WithoutHitsPage,
} from "@/lib/recall/console-schemas";

export type FiguresView = { days: RecallDays; zone: string };

export const recallKeys = {
  health: ["recall", "health"] as const,
  figures: (view: FiguresView) => ["recall", "figures", view.days, view.zone] as const,
  most: (days: RecallDays) => ["recall", "most", days] as const,
  none: ["recall", "none"] as const,
  failed: ["recall", "failed"] as const,
};

const path = "/api/console/recall";

export const fetchHealth = (signal: AbortSignal) => requestJson<RecallHealth>(path, { signal });

export function fetchFigures(view: FiguresView, signal: AbortSignal) {
  const query = new URLSearchParams({ days: String(view.days), zone: view.zone });
  return requestJson<RecallFigures>(`${path}/figures?${query}`, { signal });
}

export const fetchMost = (days: RecallDays, signal: AbortSignal) =>
  requestJson<RecalledOften[]>(`${path}/most?days=${days}`, { signal });

export function fetchNone(cursor: WithoutHitsCursor | null, signal: AbortSignal) {
  const query = new URLSearchParams(cursor ? { cursor: JSON.stringify(cursor) } : {});
  return requestJson<WithoutHitsPage>(`${path}/without-hits?${query}`, { signal });
}

export function fetchFailed(cursor: number | null, signal: AbortSignal) {
  const query = new URLSearchParams(cursor ? { cursor: JSON.stringify(cursor) } : {});
  return requestJson<FailedPage>(`${path}/failed?${query}`, { signal });
}

export const postRetry = (messageIds: string[] | null) =>
  requestJson<{ count: number }>(`${path}/retry`, { body: { message_ids: messageIds } });

export const postReembed = () => requestJson<object>(`${path}/reembed`, { body: {} });

export const postReembedState = (id: string, state: "running" | "paused" | "cancelled") =>
  requestJson<object>(`${path}/reembed/${id}`, { body: { state } });
