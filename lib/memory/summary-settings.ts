import { env } from "@/lib/env";

/** Lease of a claim, in ms: longer than two model calls with their time-outs. */
const leaseMs = 120_000;
/** After so long without a message a conversation is noted down to its end. */
const idleMs = 30 * 60_000;

/**
 * Rules of the summary as the SQL functions take them. Waiting for more messages than the window
 * shows would leave some in neither, so the window bounds the threshold.
 */
export function summarySettings() {
  return {
    threshold: Math.min(env().SUMMARY_MESSAGE_THRESHOLD, env().LLM_WINDOW_SIZE),
    idle_ms: idleMs,
    lease_ms: leaseMs,
    most_messages: 200,
    most_characters: 20_000,
  };
}
