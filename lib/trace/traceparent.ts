import { randomBytes } from "node:crypto";

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

export type TraceParent = { traceId: string; spanId: string; isSampled: boolean };

/** W3C's `traceparent` in parts; null when it is none. */
export function readTraceparent(text: string | null | undefined): TraceParent | null {
  const [, traceId, spanId, flags] = form.exec(text ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** A trace of its own, for a request while nothing is exported. */
export const newTraceparent = (): string =>
  `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`;

/** The trace id in the form of our other ids: what the log calls request_id. */
export function requestIdOf(traceparent: string): string | undefined {
  const id = readTraceparent(traceparent)?.traceId;
  return id?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
