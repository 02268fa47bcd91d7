import { TriangleAlert } from "lucide-react";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { Button } from "@/components/ui/button";

type SaveLineProps = { failure: string | null; isOutdated: boolean; onReload: () => void };

/** Why a draft was not saved; what is typed stays until its writer lets it go. */
export function SaveLine({ failure, isOutdated, onReload }: SaveLineProps) {
  if (!failure) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-sm border border-bad-line bg-bad-soft px-3 py-2 text-xs text-bad"
    >
      <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="grow">{failure}</span>
      {isOutdated && <Button onClick={onReload}>{knowledgeCopy.reload}</Button>}
    </div>
  );
}
