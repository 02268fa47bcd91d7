import { whyCopy } from "@/components/copy/why";

type SimilarityBarProps = { similarity: number | null; floor: number };

/** How near a recalled message is, with a mark at the floor; only words found one without similarity. */
export function SimilarityBar({ similarity, floor }: SimilarityBarProps) {
  if (similarity === null) return <span className="text-muted">{whyCopy.wordsAlone}</span>;
  const share = Math.max(0, Math.min(1, similarity));
  const label = whyCopy.similarityOf(similarity.toFixed(2), floor.toFixed(2));
  return (
    <span className="flex items-center gap-2" title={label}>
      <span
        role="img"
        aria-label={label}
        className="relative h-1.5 w-20 shrink-0 rounded-full bg-sunken"
      >
        <span
          className={`absolute inset-y-0 left-0 rounded-full ${similarity >= floor ? "bg-good-solid" : "bg-warn-solid"}`}
          style={{ width: `${share * 100}%` }}
        />
        <span className="absolute -inset-y-0.5 w-px bg-ink" style={{ left: `${floor * 100}%` }} />
      </span>
      <span className="text-text tabular-nums">{similarity.toFixed(2)}</span>
    </span>
  );
}
