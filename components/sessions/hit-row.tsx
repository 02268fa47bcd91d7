"use client";

import { MessageSquareText } from "lucide-react";
import Link from "next/link";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { rowName } from "@/components/sessions/row-name";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import type { MessageHit } from "@/lib/chat/search-schemas";

/** One message that a search found: whose conversation, when, and the words around the hit. */
export function HitRow({
  hit,
  href,
  selected,
}: {
  hit: MessageHit;
  href: string;
  selected: boolean;
}) {
  const { parts, cut_before, cut_after } = hit.snippet;
  const author =
    hit.author === "customer"
      ? null
      : hit.author === "staff" && hit.by_me
        ? sessionsCopy.you
        : transcriptCopy.authors[hit.author];
  let place = 0;
  return (
    <Link
      href={href as "/sessions"}
      prefetch={false}
      scroll={false}
      data-hit={hit.message_id}
      aria-current={selected ? "true" : undefined}
      className={classNames(
        "grid h-(--row-session) grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2.5 border-b border-line px-3.5 pt-2 -outline-offset-2 hover:bg-hover max-tablet:h-[84px] max-tablet:px-4 max-tablet:pt-2.5",
        selected && "bg-selected shadow-[inset_2px_0_0_var(--focus)] hover:bg-selected",
      )}
    >
      <span className="row-span-2 mt-0.5 grid size-7 place-items-center text-muted max-tablet:size-9">
        <MessageSquareText aria-hidden="true" className="size-4" strokeWidth={1.8} />
      </span>
      <span className="flex items-baseline gap-2">
        <span className="truncate font-medium text-ink max-tablet:text-md">{rowName(hit)}</span>
        <ClockTime
          iso={hit.at}
          kind="row"
          className="ml-auto shrink-0 text-2xs text-faint tabular-nums"
        />
      </span>
      <span className="line-clamp-2 text-xs text-muted max-tablet:text-sm">
        {author && <span className="text-text">{author}: </span>}
        {cut_before && "…"}
        {parts.map((part) => {
          place += part.text.length;
          return part.hit ? (
            <mark key={place} className="rounded-xs bg-warn-soft px-px font-medium text-ink">
              {part.text}
            </mark>
          ) : (
            <span key={place}>{part.text}</span>
          );
        })}
        {cut_after && "…"}
      </span>
    </Link>
  );
}
