/** Jobs that the console can wake for work that failed; the others start by their own schedule. */
export const retryableJobs = [
  "agent-turn",
  "send-message",
  "reprocess-event",
  "summarise-session",
  "embed-message",
  "sync-templates",
  "build-export",
  "send-opening-code",
  "store-media",
  "understand-media",
  "clean-media",
  "apply-retention",
] as const;

export type RetryableJob = (typeof retryableJobs)[number];

export const isRetryable = (functionId: string): functionId is RetryableJob =>
  retryableJobs.some((id) => id === functionId);
