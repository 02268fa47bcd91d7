import { ticketsCopy } from "@/components/copy/tickets";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";

/** What went wrong with a ticket, and what to do. */
export function ticketError(error: unknown): string {
  return isGone(error) ? `${ticketsCopy.detail.gone}.` : errorSentence(error);
}

/** It was deleted, or never was. */
export const isGone = (error: unknown): boolean =>
  error instanceof RequestFailure && (error.code === "not_found" || error.code === "invalid");
