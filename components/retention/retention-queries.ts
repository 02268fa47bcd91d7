import { requestJson } from "@/components/query/request-json";
import type {
  MediaRunPage,
  RetentionPreview,
  RetentionProgress,
  RetentionRunPage,
  RunCursor,
} from "@/lib/privacy/retention/console-schemas";

/** Every query key of this domain. */
export const retentionKeys = {
  all: ["retention"] as const,
  preview: ["retention", "preview"] as const,
  progress: ["retention", "progress"] as const,
  runs: ["retention", "runs"] as const,
  mediaRuns: ["retention", "media-runs"] as const,
};

const retention = "/api/console/retention";

export function fetchPreview(signal: AbortSignal) {
  return requestJson<RetentionPreview>(retention, { signal });
}

export function fetchProgress(signal: AbortSignal) {
  return requestJson<RetentionProgress>(`${retention}/progress`, { signal });
}

const page = (cursor: RunCursor | null) =>
  cursor ? `?${new URLSearchParams({ cursor: JSON.stringify(cursor) })}` : "";

export function fetchRuns(cursor: RunCursor | null, signal: AbortSignal) {
  return requestJson<RetentionRunPage>(`${retention}/runs${page(cursor)}`, { signal });
}

export function fetchMediaRuns(cursor: RunCursor | null, signal: AbortSignal) {
  return requestJson<MediaRunPage>(`${retention}/media-runs${page(cursor)}`, { signal });
}

export function postRetention() {
  return requestJson<{ id: string }>(`${retention}/runs`, { body: {} });
}
