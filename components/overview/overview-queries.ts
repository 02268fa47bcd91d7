import { requestJson } from "@/components/query/request-json";
import type { Overview, OverviewRange } from "@/lib/overview/console-schemas";
import type { OverviewNow } from "@/lib/overview/now-schemas";

export type OverviewView = { days: OverviewRange; zone: string };

/** Every query key of the overview. */
export const overviewKeys = {
  now: ["overview", "now"] as const,
  figures: (view: OverviewView) => ["overview", "figures", view.days, view.zone] as const,
};

export function fetchOverview(view: OverviewView, signal: AbortSignal) {
  const query = new URLSearchParams({ days: String(view.days), zone: view.zone });
  return requestJson<Overview>(`/api/console/overview?${query}`, { signal });
}

export function fetchOverviewNow(signal: AbortSignal) {
  return requestJson<OverviewNow>("/api/console/overview/now", { signal });
}

export function postLiftSendStop(id: string) {
  return requestJson<{ is_lifted: boolean }>(`/api/console/send-stops/${id}/lift`, { body: {} });
}
