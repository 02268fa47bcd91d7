"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { conversationKeys } from "@/components/conversation/conversation-queries";
import type { SessionPages } from "@/components/sessions/merge-session-changes";
import { postRead, sessionKeys } from "@/components/sessions/session-queries";
import type { SessionRow } from "@/lib/chat/console-schemas";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

/**
 * Marks the open conversation read as its messages come, while the tab is in view. The list's row or the
 * conversation's own head tells of new ones, whichever knows first.
 */
export function useMarkRead(id: string | undefined, row: SessionRow | undefined): void {
  const client = useQueryClient();
  const { data: header } = useQuery<SessionHeader>({
    queryKey: conversationKeys.header(id ?? ""),
    queryFn: skipToken,
  });
  const asked = useRef("");
  const newest = Math.max(row?.unread ? row.last_seq : 0, header?.unread ? header.last_seq : 0);
  useEffect(() => {
    if (!id || newest === 0) return;
    const mark = () => {
      const key = `${id} ${newest}`;
      if (document.visibilityState !== "visible" || asked.current === key) return;
      asked.current = key;
      postRead(id, newest).then(
        () => {
          client.setQueriesData<SessionPages>({ queryKey: sessionKeys.lists }, (pages) =>
            pages ? withoutUnread(pages, id, newest) : pages,
          );
          client.setQueryData<SessionHeader>(conversationKeys.header(id), (head) =>
            head && head.last_seq <= newest ? { ...head, unread: 0 } : head,
          );
        },
        () => {
          // The mark stays and the next look at the conversation tries again: nothing of the customer's is lost.
          asked.current = "";
        },
      );
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [client, id, newest]);
}

/** The pages with a conversation read up to a message. */
export function withoutUnread(pages: SessionPages, id: string, uptoSeq: number): SessionPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      rows: page.rows.map((row) =>
        row.id === id && row.last_seq <= uptoSeq ? { ...row, unread: 0 } : row,
      ),
    })),
  };
}
