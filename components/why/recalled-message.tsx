import { Check, Scissors } from "lucide-react";
import type { ReactNode } from "react";
import { whyCopy } from "@/components/copy/why";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import { SimilarityBar } from "@/components/why/similarity-bar";

type RecalledMessageProps = {
  hit: {
    rank: number;
    similarity: number | null;
    lexical: number | null;
    chunk_index: number;
    chunk_count: number;
    author: keyof typeof whyCopy.authors;
    injected: boolean;
    cut_reason?: string | null;
  };
  text: string | null;
  at: string;
  floor: number;
  /** Goes to where it was said. */
  origin: ReactNode;
};

/** One recalled message: what was said, how near it is, and what became of it. */
export function RecalledMessage({ hit, text, at, floor, origin }: RecalledMessageProps) {
  return (
    <li className="grid gap-1 py-2 text-xs">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span
          title={whyCopy.rank(hit.rank)}
          className="grid size-4.5 shrink-0 place-content-center rounded-xs bg-sunken font-semibold text-2xs text-ink tabular-nums"
        >
          <span className="sr-only">{whyCopy.rank(hit.rank)}</span>
          <span aria-hidden="true">{hit.rank}</span>
        </span>
        <span className="text-muted">
          {whyCopy.authors[hit.author]} · <ClockTime iso={at} kind="row" />
          {hit.chunk_count > 1 && ` · ${whyCopy.chunk(hit.chunk_index + 1, hit.chunk_count)}`}
        </span>
        <span className="ml-auto">
          {hit.injected ? (
            <Chip icon={Check} tone="good">
              {whyCopy.injected}
            </Chip>
          ) : (
            <Chip icon={Scissors} tone="warn">
              {whyCopy.cuts[hit.cut_reason ?? "budget"] ?? whyCopy.cut(hit.cut_reason ?? "")}
            </Chip>
          )}
        </span>
      </div>
      <p className="line-clamp-4 whitespace-pre-wrap text-text wrap-anywhere">
        {text ?? <i className="text-muted">{whyCopy.deleted}</i>}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-2xs">
        <SimilarityBar similarity={hit.similarity} floor={floor} />
        {hit.lexical !== null && (
          <span className="text-muted tabular-nums">{whyCopy.lexical(hit.lexical.toFixed(1))}</span>
        )}
        <span className="ml-auto">{origin}</span>
      </div>
    </li>
  );
}
