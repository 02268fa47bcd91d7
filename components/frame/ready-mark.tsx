"use client";

import { frameCopy } from "@/components/copy/frame";
import { useReadiness } from "@/components/frame/use-readiness";

/** At the foot of the navigation while every part answers; when one does not, the banner says so. */
export function ReadyMark() {
  if (useReadiness()?.kind !== "ready") return null;
  return (
    <p className="flex items-center gap-2 px-2 text-2xs text-muted max-wide:justify-center">
      <span aria-hidden="true" className="size-[7px] rounded-full bg-good-solid" />
      <span className="max-wide:sr-only">{frameCopy.ready}</span>
    </p>
  );
}
