"use client";

import { useQuery } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";

export type Readiness =
  | { kind: "ready" }
  | { kind: "not_ready"; parts: string[] }
  | { kind: "unreachable" };

/** What /readyz says; undefined until it has answered. */
export function useReadiness(): Readiness | undefined {
  return useQuery({
    queryKey: ["readiness"],
    queryFn: readReadiness,
    staleTime: 0,
    refetchInterval: () => pollInterval(20_000, 120_000),
    refetchIntervalInBackground: true,
  }).data;
}

async function readReadiness({ signal }: { signal: AbortSignal }): Promise<Readiness> {
  let response: Response;
  try {
    response = await fetch("/readyz", { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: "unreachable" };
  }
  if (response.ok) return { kind: "ready" };
  return { kind: "not_ready", parts: failingParts(await response.json().catch(() => null)) };
}

/** Names of the parts that /readyz says are down: `{ failing: ["database", …] }`. */
function failingParts(body: unknown): string[] {
  if (typeof body !== "object" || body === null || !("failing" in body)) return [];
  return Array.isArray(body.failing) ? body.failing.map(String) : [];
}
