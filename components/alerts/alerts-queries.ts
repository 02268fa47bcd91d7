import { queryOf } from "@/components/query/query-of";
import { requestJson } from "@/components/query/request-json";
import type { AlertCursor, AlertState, AlertView } from "@/lib/alerts/console-schemas";

/** Every query key of this domain. */
export const alertKeys = {
  all: ["alerts"] as const,
  list: (state: AlertState) => ["alerts", state] as const,
};

export function fetchAlerts(state: AlertState, cursor: AlertCursor | null, signal: AbortSignal) {
  return requestJson<AlertView>(`/api/console/alerts?${queryOf({ state }, cursor)}`, { signal });
}

export function postAcknowledge(id: string, note: string) {
  return requestJson<{ acknowledged: boolean }>(`/api/console/alerts/${id}/acknowledge`, {
    body: { note },
  });
}
