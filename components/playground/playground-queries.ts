import { requestJson } from "@/components/query/request-json";
import type { PlaygroundAsk, PlaygroundResult } from "@/lib/agent/playground-schemas";

export const playgroundKeys = {
  ask: (ask: PlaygroundAsk | null) => ["playground", ask] as const,
  moments: (sessionId: string) => ["playground", "moments", sessionId] as const,
};

export const postAsk = (ask: PlaygroundAsk, signal?: AbortSignal) =>
  requestJson<PlaygroundResult>("/api/console/playground", {
    body: ask,
    ...(signal && { signal }),
  });
