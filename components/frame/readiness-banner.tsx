"use client";

import { frameCopy } from "@/components/copy/frame";
import { useReadiness } from "@/components/frame/use-readiness";
import { useOnline } from "@/components/query/use-online";
import { Banner } from "@/components/ui/banner";

/** One banner, the worst first: no network, parts that do not answer, else stand-ins in use. */
export function ReadinessBanner({ standIns }: { standIns: string[] }) {
  const isOnline = useOnline();
  const data = useReadiness();
  if (!isOnline) return <Banner tone="bad">{frameCopy.offline}</Banner>;
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

const partName = (part: string) =>
  Object.entries(frameCopy.partNames).find(([key]) => key === part)?.[1] ?? part;
const standInName = (part: string) =>
  Object.entries(frameCopy.standInNames).find(([key]) => key === part)?.[1] ?? part;
