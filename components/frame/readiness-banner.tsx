"use client";

import { useQuery } from "@tanstack/react-query";
import { frameCopy } from "@/components/copy/frame";
import { pollInterval } from "@/components/query/poll-interval";
import { Banner } from "@/components/ui/banner";

type Readiness =
  | { kind: "ready" }
  | { kind: "not_ready"; parts: string[] }
  | { kind: "unreachable" };

/** One banner, the worst first: parts that do not answer, else stand-ins in use. */
export function ReadinessBanner({ standIns }: { standIns: string[] }) {
  const { data } = useQuery({
    queryKey: ["readiness"],
    queryFn: readReadiness,
    staleTime: 0,
    refetchInterval: () => pollInterval(20_000, 120_000),
    refetchIntervalInBackground: true,
  });
  if (data?.kind === "unreachable") return <Banner tone="bad">{frameCopy.unreachable}</Banner>;
  if (data?.kind === "not_ready") {
    return (
      <Banner tone="bad">
        {frameCopy.notReady(data.parts.map(partName).join(", ") || frameCopy.somePart)}
      </Banner>
    );
  }
  if (standIns.length > 0) {
    return <Banner tone="warn">{frameCopy.standIns(standIns.map(standInName).join(", "))}</Banner>;
  }
  return null;
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

const partName = (part: string) =>
  Object.entries(frameCopy.partNames).find(([key]) => key === part)?.[1] ?? part;
const standInName = (part: string) =>
  Object.entries(frameCopy.standInNames).find(([key]) => key === part)?.[1] ?? part;
