"use client";

import { useState } from "react";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { StateChip } from "@/components/knowledge/state-chip";
import { VersionDiff } from "@/components/knowledge/version-diff";
import type { VersionFields } from "@/components/knowledge/version-fields";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";

export type HistoryVersion = {
  version: number;
  state: "draft" | "published" | "retired";
  note: string;
  based_on: number | null;
  published_by: string | null;
  published_at: string | null;
  updated_at: string;
  fields: VersionFields;
};

type VersionHistoryProps = {
  versions: readonly HistoryVersion[];
  live: VersionFields | null;
  onRollBack?: (version: HistoryVersion) => void;
};

const words = knowledgeCopy.history;

/** Every version: who, when, why, and by what it differs from what is live. */
export function VersionHistory({ versions, live, onRollBack }: VersionHistoryProps) {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <ol className="grid">
      {versions.map((each) => {
        const isLive = each.state === "published";
        const isShown = shown === each.version;
        return (
          <li
            key={each.version}
            className="grid gap-1.5 border-t border-line py-2.5 first:border-t-0"
          >
            <div className="flex flex-wrap items-center gap-2 text-xs">
              <span className="font-medium text-ink">{knowledgeCopy.version(each.version)}</span>
              <StateChip state={each.state} />
              <ClockTime
                iso={each.published_at ?? each.updated_at}
                kind="row"
                className="ml-auto text-muted tabular-nums"
              />
            </div>
            <p className="text-xs text-muted">
              {each.published_at && words.published(each.published_by ?? words.system)}
              {each.based_on !== null && ` · ${words.copyOf(each.based_on)}`}
            </p>
            {each.note && <p className="text-xs wrap-anywhere text-text">{each.note}</p>}
            {!isLive && (live || onRollBack) && (
              <div className="flex flex-wrap gap-2">
                {live && (
                  <Button
                    aria-expanded={isShown}
                    aria-label={words.compare(each.version)}
                    onClick={() => setShown(isShown ? null : each.version)}
                  >
                    {isShown ? words.hide : words.show}
                  </Button>
                )}
                {onRollBack && each.state === "retired" && each.published_at && (
                  <Button
                    aria-label={`${knowledgeCopy.acts.rollBack} ${knowledgeCopy.version(each.version)}`}
                    onClick={() => onRollBack(each)}
                  >
                    {knowledgeCopy.acts.rollBack}
                  </Button>
                )}
              </div>
            )}
            {isShown && live && <VersionDiff before={live} after={each.fields} none={words.same} />}
          </li>
        );
      })}
    </ol>
  );
}
