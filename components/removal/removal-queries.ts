import { requestJson } from "@/components/query/request-json";
import type { MediaPurge, PurgePreview, PurgeSubject } from "@/lib/media/purge/console-schemas";
import type { FoundCustomer } from "@/lib/privacy/requests/request-schemas";

/** Every query key of this domain. */
export const removalKeys = {
  preview: (subject: PurgeSubject) => ["removal", "preview", subject] as const,
  purge: (id: string) => ["removal", "purge", id] as const,
  person: (customerId: string) => ["removal", "person", customerId] as const,
};

const purges = "/api/console/media/purges";

export const fetchPurgePreview = (subject: PurgeSubject, signal: AbortSignal) =>
  requestJson<PurgePreview>(`${purges}/preview?${new URLSearchParams(subject)}`, { signal });

export const postPurge = (subject: PurgeSubject) =>
  requestJson<MediaPurge>(purges, { body: subject });

export const fetchPurge = (id: string, signal: AbortSignal) =>
  requestJson<MediaPurge>(`${purges}/${id}`, { signal });

export const fetchPerson = (customerId: string, signal: AbortSignal) =>
  requestJson<FoundCustomer>(`/api/console/requests/customers/${customerId}`, { signal });
