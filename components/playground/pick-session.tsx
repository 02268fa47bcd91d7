"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { conversationKeys, fetchHeader } from "@/components/conversation/conversation-queries";
import { playgroundCopy } from "@/components/copy/playground";
import { useFoundSessions } from "@/components/frame/use-found-sessions";
import { errorSentence } from "@/components/query/error-sentence";
import { rowName } from "@/components/sessions/row-name";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

type PickSessionProps = { sessionId: string | null; onPick: (id: string | null) => void };

/** The conversation that is asked about: searched by customer, then named. */
export function PickSession({ sessionId, onPick }: PickSessionProps) {
  const [text, setText] = useState("");
  const { rows, error, isSearching } = useFoundSessions(text);
  const picked = useQuery({
    queryKey: conversationKeys.header(sessionId ?? ""),
    enabled: sessionId !== null,
    queryFn: ({ signal }) => fetchHeader(sessionId ?? "", signal),
    retry: false,
  });
  if (sessionId !== null) {
    return (
      <div className="grid gap-1 text-xs">
        <p className="font-medium text-text">{playgroundCopy.conversation}</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm border border-line bg-surface px-2.5 py-1.5">
          <Link
            className="font-medium text-info hover:underline"
            href={`/sessions/${sessionId}`}
            title={playgroundCopy.open}
          >
            {picked.data ? rowName(picked.data) : picked.error ? errorSentence(picked.error) : "…"}
          </Link>
          <Button variant="ghost" className="ml-auto" onClick={() => onPick(null)}>
            {playgroundCopy.change}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-1">
      <TextField
        label={playgroundCopy.search}
        type="search"
        autoComplete="off"
        placeholder={playgroundCopy.searchHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error && (
        <p role="alert" className="text-bad text-xs">
          {playgroundCopy.searchFailed}
        </p>
      )}
      <ul aria-label={playgroundCopy.conversation} aria-busy={isSearching}>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              onClick={() => onPick(row.id)}
              className="flex min-h-8 w-full items-center rounded-sm px-2.5 text-left text-ink text-xs hover:bg-hover max-tablet:min-h-11"
            >
              {rowName(row)}
            </button>
          </li>
        ))}
      </ul>
      {text.trim().length >= 2 && rows.length === 0 && !isSearching && !error && (
        <p className="text-muted text-xs">{playgroundCopy.noneFound}</p>
      )}
    </div>
  );
}
