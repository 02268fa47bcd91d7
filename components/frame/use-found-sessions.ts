"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { requestJson } from "@/components/query/request-json";
import type { SessionPage } from "@/lib/chat/console-schemas";

const mostRows = 6;

/** Conversations whose customer fits what is typed, 200 ms after the last key; from two characters on. */
export function useFoundSessions(text: string) {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const isWanted = asked.length >= 2;
  const { data, error, isFetching } = useQuery({
    queryKey: ["palette", "sessions", asked],
    enabled: isWanted,
    staleTime: 10_000,
    queryFn: ({ signal }) =>
      requestJson<SessionPage>(
        `/api/console/sessions?${new URLSearchParams({ filter: "all", search: asked })}`,
        { signal },
      ),
  });
  return {
    rows: isWanted ? (data?.rows.slice(0, mostRows) ?? []) : [],
    error,
    isSearching: isFetching,
  };
}
