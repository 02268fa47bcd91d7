"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

const most = 5;

/**
 * Conversations that were open a short while ago, the newest first, without the one that is open now. Read
 * from what this tab still holds: nothing about customers is kept in the browser for it.
 */
export function useRecentSessions(): SessionHeader[] {
  const client = useQueryClient();
  const path = usePathname();
  return client
    .getQueryCache()
    .findAll({ queryKey: ["sessions", "one"] })
    .filter(({ queryKey }) => queryKey[3] === "header")
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ queryKey }) => client.getQueryData<SessionHeader>(queryKey))
    .filter((session) => session !== undefined && path !== `/sessions/${session.id}`)
    .flatMap((session) => session ?? [])
    .slice(0, most);
}
