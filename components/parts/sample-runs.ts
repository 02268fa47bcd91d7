export type SampleRun = {
  id: string;
  state: "done" | "failed" | "running";
  run: string;
  subject: string;
  attempts: number;
  tookMs: number;
};

const functions = ["agent-turn", "embed-message", "send-message", "summarise-session"] as const;
const states = ["done", "done", "failed", "done", "running"] as const;

/** Rows that are nobody's, the same at every visit. */
export const sampleRuns: SampleRun[] = Array.from({ length: 100_000 }, (_, index) => ({
  id: `run-${index + 1}`,
  state: states[index % states.length] ?? "done",
  run: functions[(index * 7) % functions.length] ?? "agent-turn",
  subject: `session ${((index * 2_654_435_761) % 0xffff).toString(16).padStart(4, "0")}`,
  attempts: 1 + (index % 4),
  tookMs: 100 + ((index * 37) % 4_000),
}));
