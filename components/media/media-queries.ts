import { queryOf } from "@/components/query/query-of";
import { requestJson } from "@/components/query/request-json";
import type {
  MediaCursor,
  MediaDetail,
  MediaFigures,
  MediaFilter,
  MediaPage,
  MediaRetried,
} from "@/lib/media/console/console-schemas";
import type { MediaPurge } from "@/lib/media/purge/console-schemas";

/** Every query key of this domain. */
export const mediaKeys = {
  all: ["media"] as const,
  list: (filter: MediaFilter) => ["media", "list", filter] as const,
  figures: ["media", "figures"] as const,
  one: (id: string) => ["media", "one", id] as const,
  ofCustomer: (id: string) => ["media", "customer", id] as const,
};

const media = "/api/console/media";

export const fetchMedia = (filter: MediaFilter, cursor: MediaCursor | null, signal: AbortSignal) =>
  requestJson<MediaPage>(`${media}?${queryOf(filter, cursor)}`, { signal });

export const fetchFigures = (signal: AbortSignal) =>
  requestJson<MediaFigures>(`${media}/figures`, { signal });

export const fetchFile = (id: string, signal: AbortSignal) =>
  requestJson<MediaDetail>(`${media}/${encodeURIComponent(id)}`, { signal });

export const postMediaRetry = (ids: string[]) =>
  requestJson<MediaRetried>(`${media}/retry`, { body: { media_ids: ids } });

export const postMediaPurge = (ids: string[]) =>
  requestJson<MediaPurge>(`${media}/purges`, { body: { media_ids: ids } });

/** Where a file is seen, and where it is saved: both answer with an address that lapses. */
export const fileAddress = (id: string) => `${media}/${id}/file`;
export const saveAddress = (id: string) => `${media}/${id}/file?download=1`;
