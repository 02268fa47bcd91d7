import { passingCodes } from "@/lib/whatsapp/send-errors";

const second = 1_000;
const minute = 60 * second;

/** Growing waits; the list's length is the number of further attempts. */
const waits = {
  retry: [2 * second, 10 * second, minute, 5 * minute],
  /** Meta: after a pair limit wait 4^n seconds (error 131056). */
  retry_pair: [4 * second, 16 * second, 64 * second, 256 * second],
};

/**
 * Wait before the next attempt, in milliseconds, by Meta error code and number of attempts so far.
 * A code that is not here is never retried. `none` is a failure without a code of Meta that surely
 * did not reach the provider, such as a refused connection.
 */
export const retryDelaysByCode: { [code: string]: number[] } = {
  none: [...waits.retry, 15 * minute],
  ...Object.fromEntries(passingCodes().map(({ code, class: kind }) => [String(code), waits[kind]])),
};
