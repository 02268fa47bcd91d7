"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type RunFilter, runStateFilters } from "@/lib/operations/console-schemas";

export const sinceChoices = ["1h", "24h", "7d"] as const;
export type SinceChoice = (typeof sinceChoices)[number];
const hours: Record<SinceChoice, number> = { "1h": 1, "24h": 24, "7d": 168 };

/** Tab and filters live in the address, so that a view can be shared and survives a reload. */
export function useJobsView() {
  return useQueryStates({
    tab: parseAsStringLiteral(["failures", "runs"]).withDefault("failures"),
    span: parseAsStringLiteral(["24h", "7d", "30d"]).withDefault("24h"),
    function: parseAsString,
    state: parseAsStringLiteral(runStateFilters),
    since: parseAsStringLiteral(sinceChoices),
    subject: parseAsString,
    search: parseAsString.withDefault(""),
    error_class: parseAsString,
    error_code: parseAsString,
  });
}

export type JobsView = ReturnType<typeof useJobsView>[0];

/** The start of a "since" choice, on the minute: a query key that changes each time would never be fresh. */
export function sinceInstant(since: SinceChoice | null, now: number): string | undefined {
  if (since === null) return undefined;
  return new Date(Math.floor(now / 60_000) * 60_000 - hours[since] * 3_600_000).toISOString();
}

/** The part of the view that narrows the list of runs. */
export function runFilterOf(view: JobsView, from: string | undefined): RunFilter {
  return {
    ...(view.function && { function: view.function }),
    ...(view.state && { state: view.state }),
    ...(view.subject && { subject: view.subject }),
    ...(view.search && { search: view.search }),
    ...(from && { from }),
    ...(view.error_class && { error_class: view.error_class }),
    ...(view.error_code && { error_code: view.error_code }),
  };
}

/** Takes every filter of the list away. */
export const noFilter = {
  function: null,
  state: null,
  since: null,
  subject: null,
  search: "",
  error_class: null,
  error_code: null,
} satisfies Partial<JobsView>;
