import { CornerUpLeft } from "lucide-react";
import Link from "next/link";
import { playgroundCopy } from "@/components/copy/playground";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { RecalledMessage } from "@/components/why/recalled-message";
import type { PlaygroundResult } from "@/lib/agent/playground-schemas";

/** The hits that a turn would get, and how near the best came to the floors. */
export function RecallSection({ recall }: { recall: PlaygroundResult["recall"] }) {
  const { hits, floors, arms } = recall;
  const figure = (value: number | null) => value?.toFixed(2) ?? playgroundCopy.none;
  const trouble = [whyCopy.arms.vector[arms.vector], whyCopy.arms.lexical[arms.lexical]].filter(
    (word) => word !== "",
  );
  return (
    <PanelSection
      title={playgroundCopy.recalled}
      aside={
        hits.length > 0 && (
          <span className="text-muted">
            {whyCopy.recalledCount(hits.filter((hit) => hit.injected).length, hits.length)}
          </span>
        )
      }
    >
      {trouble.length > 0 && <p className="text-warn">{trouble.join(" ")}</p>}
      {hits.length === 0 && (
        <p className="text-muted">{playgroundCopy.nothing(recall.chunk_count)}</p>
      )}
      <ol className="divide-y divide-line">
        {hits.map((hit) => (
          <RecalledMessage
            key={hit.message_id}
            hit={{ ...hit, cut_reason: "budget" }}
            text={hit.chunk_text}
            at={hit.created_at}
            floor={floors.similarity}
            origin={
              <Link
                className="inline-flex min-h-6 items-center gap-1 font-medium text-info hover:underline"
                href={`/sessions/${hit.session_id}?at=${hit.seq}`}
              >
                <CornerUpLeft aria-hidden="true" className="size-3" />
                {whyCopy.jumpElsewhere}
              </Link>
            }
          />
        ))}
      </ol>
      {recall.chunk_count > 0 && (
        <p className="mt-1 text-2xs text-muted tabular-nums">
          {playgroundCopy.best(
            figure(recall.best_similarity),
            figure(floors.similarity),
            figure(recall.best_coverage),
            figure(floors.coverage),
          )}
        </p>
      )}
    </PanelSection>
  );
}
