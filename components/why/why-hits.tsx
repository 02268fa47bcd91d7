"use client";

import { CornerUpLeft } from "lucide-react";
import Link from "next/link";
import { useOpenConversation } from "@/components/conversation/conversation-context";
import { whyCopy } from "@/components/copy/why";
import { PanelSection } from "@/components/customer/panel-section";
import { RecalledMessage } from "@/components/why/recalled-message";
import type { TurnWhy, WhyHit } from "@/lib/agent/console-schemas";

/** What was recalled, by rank, and what became of each. */
export function WhyHits({ why }: { why: TurnWhy }) {
  const { hits, triage, floors } = why;
  const injected = hits.filter((hit) => hit.injected).length;
  const arms = triage?.recall_arms;
  const armWords = [
    arms && whyCopy.arms.vector[arms.vector],
    arms && whyCopy.arms.lexical[arms.lexical],
  ].filter(Boolean);
  return (
    <PanelSection
      title={whyCopy.recalled}
      aside={
        hits.length > 0 && (
          <span className="text-muted tabular-nums">
            {whyCopy.recalledCount(injected, hits.length)}
          </span>
        )
      }
    >
      {hits.length === 0 && (
        <p className="text-muted">
          {whyCopy.nothingRecalled}{" "}
          {triage?.recall_chunks !== undefined && whyCopy.searched(triage.recall_chunks)}
        </p>
      )}
      {armWords.length > 0 && <p className="text-warn">{armWords.join(" ")}</p>}
      {hits.length > 0 && (
        <>
          <ol className="-my-1 divide-y divide-line">
            {hits.map((hit) => (
              <RecalledMessage
                key={hit.message_id}
                hit={hit}
                text={hit.text}
                at={hit.at}
                floor={floors.similarity}
                origin={<Origin hit={hit} />}
              />
            ))}
          </ol>
          <p className="text-2xs text-muted">{whyCopy.floorNote(floors.similarity.toFixed(2))}</p>
        </>
      )}
    </PanelSection>
  );
}

/** Here by a jump; said in another conversation by a link. */
function Origin({ hit }: { hit: WhyHit }) {
  const { id, jumpTo } = useOpenConversation();
  const look = "inline-flex min-h-6 items-center gap-1 font-medium text-info hover:underline";
  const icon = <CornerUpLeft aria-hidden="true" className="size-3" />;
  if (hit.session_id === id) {
    return (
      <button type="button" className={look} onClick={() => jumpTo(hit.seq)}>
        {icon}
        {whyCopy.jump}
      </button>
    );
  }
  return (
    <Link className={look} href={`/sessions/${hit.session_id}?at=${hit.seq}`}>
      {icon}
      {whyCopy.jumpElsewhere}
    </Link>
  );
}
