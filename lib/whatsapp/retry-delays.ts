const second = 1_000;
const minute = 60 * second;

/** Growing waits; the list's length is the number of further attempts. */
const passing = [2 * second, 10 * second, minute, 5 * minute];
/** Meta: after a pair limit wait 4^n seconds (wire-formats: error 131056). */
const pairLimit = [4 * second, 16 * second, 64 * second, 256 * second];
const upgrading = [minute, 2 * minute, 5 * minute];

/**
 * Wait before the next attempt, in milliseconds, by Meta error code and number of attempts so far.
 * A code that is not here is never retried. `none` is a failure without a code that surely did not
 * reach the provider.
 */
export const retryDelaysByCode: { [code: string]: number[] } = {
  none: [...passing, 15 * minute],
  "1": passing,
  "2": passing,
  "4": passing,
  "131000": passing,
  "131016": passing,
  "80007": passing,
  "130429": passing,
  "131056": pairLimit,
  "131057": upgrading,
};
