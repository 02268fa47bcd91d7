"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { sinceChoices } from "@/components/operations/use-jobs-view";
import { parkedStatuses } from "@/lib/operations/parked-schemas";

/** The filters of parked events live in the address. */
export function useParkedView() {
  return useQueryStates({
    status: parseAsStringLiteral(parkedStatuses).withDefault("parked"),
    reason: parseAsString,
    type: parseAsString,
    since: parseAsStringLiteral(sinceChoices),
  });
}

export type ParkedView = ReturnType<typeof useParkedView>[0];
