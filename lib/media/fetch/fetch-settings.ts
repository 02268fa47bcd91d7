import "server-only";
import { env } from "@/lib/env";

/** How long each part of a fetch may take. Together they stay below the lease of a claim. */
export const fetchTimes = {
  metadataMs: 10_000,
  idleMs: 20_000,
  totalMs: 180_000,
  slotMs: 90_000,
  leaseMs: 360_000,
};

/** Pauses after each failed attempt; the last one repeats. Within seconds at first, for what passes at once. */
const pausesMs = [5, 20, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200].map(
  (seconds) => seconds * 1_000,
);

/** Given up after so many attempts or so long after the customer sent it, well before Meta's seven days. */
export const retryLimits = { pauses_ms: pausesMs, max_attempts: 14, max_age_hours: 72 };

/** Whom we ask for files, and whose addresses we follow; null while fetching is switched off. */
export function fetchSettings() {
  const { ENABLE_MEDIA_DOWNLOAD, WHATSAPP_ACCESS_TOKEN: token } = env();
  if (!ENABLE_MEDIA_DOWNLOAD || token === undefined) return null;
  return {
    token,
    graphUrl: env().WHATSAPP_GRAPH_URL,
    version: env().WHATSAPP_GRAPH_VERSION,
    hosts: env().MEDIA_ALLOWED_HOSTS,
    times: fetchTimes,
  };
}
export type FetchSettings = NonNullable<ReturnType<typeof fetchSettings>>;
