"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { routes } from "@/lib/agent/routes";

/** The whole question lives in the address: it can be shared, and asked again after a reload. */
export function usePlaygroundView() {
  return useQueryStates({
    session: parseAsString,
    at: parseAsInteger,
    time: parseAsString,
    q: parseAsString.withDefault(""),
    route: parseAsStringLiteral(routes),
    profile: parseAsInteger,
    drafts: parseAsStringLiteral(["1"]),
  });
}

export type PlaygroundView = ReturnType<typeof usePlaygroundView>[0];
export type SetPlaygroundView = ReturnType<typeof usePlaygroundView>[1];
