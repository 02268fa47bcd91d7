import { queryOf } from "@/components/query/query-of";
import { requestJson } from "@/components/query/request-json";
import type {
  FailureSpan,
  JobCause,
  JobOverview,
  JobRun,
  JobRunPage,
  RetryRequest,
  RetryResult,
  RunCursor,
  RunFilter,
} from "@/lib/operations/console-schemas";
import type {
  ParkedCursor,
  ParkedEvent,
  ParkedFilter,
  ParkedPage,
  ParkedProgress,
} from "@/lib/operations/parked-schemas";

/** Every query key of this domain. */
export const operationKeys = {
  jobs: ["jobs"] as const,
  overview: (span: FailureSpan) => ["jobs", "overview", span] as const,
  runs: (filter: RunFilter) => ["jobs", "runs", filter] as const,
  run: (id: string) => ["jobs", "run", id] as const,
  parked: ["parked"] as const,
  parkedList: (filter: ParkedFilter) => ["parked", "list", filter] as const,
  parkedEvent: (id: string) => ["parked", "one", id] as const,
};

const jobs = "/api/console/jobs";
const parked = "/api/console/parked";

export function fetchOverview(span: FailureSpan, signal: AbortSignal) {
  return requestJson<JobOverview>(`${jobs}?span=${span}`, { signal });
}

export function fetchRuns(filter: RunFilter, cursor: RunCursor | null, signal: AbortSignal) {
  return requestJson<JobRunPage>(`${jobs}/runs?${queryOf(filter, cursor)}`, { signal });
}

export function fetchRun(id: string, signal: AbortSignal) {
  return requestJson<JobRun>(`${jobs}/runs/${encodeURIComponent(id)}`, { signal });
}

export function postRetry(request: RetryRequest) {
  return requestJson<RetryResult>(`${jobs}/retry`, { body: request });
}

export function postSeen(request: RetryRequest) {
  return requestJson<{ marked: number }>(`${jobs}/seen`, { body: request });
}

export function postUnseen(cause: JobCause, since: string) {
  return requestJson<{ reopened: number }>(`${jobs}/unseen`, { body: { cause, since } });
}

export function fetchParked(
  filter: ParkedFilter,
  cursor: ParkedCursor | null,
  signal: AbortSignal,
) {
  return requestJson<ParkedPage>(`${parked}?${queryOf(filter, cursor)}`, { signal });
}

export function fetchParkedEvent(id: string, signal: AbortSignal) {
  return requestJson<ParkedEvent>(`${parked}/${id}`, { signal });
}

export function postReveal(id: string) {
  return requestJson<{ body: unknown }>(`${parked}/${id}/reveal`, { body: {} });
}

export function postReprocess(eventIds: string[]) {
  return requestJson<{ requested: number }>(`${parked}/reprocess`, {
    body: { event_ids: eventIds },
  });
}

export function postDismiss(eventIds: string[], note: string) {
  return requestJson<{ dismissed: number }>(`${parked}/dismiss`, {
    body: { event_ids: eventIds, note },
  });
}

export function postRestore(eventIds: string[]) {
  return requestJson<{ restored: number }>(`${parked}/restore`, { body: { event_ids: eventIds } });
}

export function postProgress(eventIds: string[]) {
  return requestJson<ParkedProgress>(`${parked}/progress`, { body: { event_ids: eventIds } });
}
