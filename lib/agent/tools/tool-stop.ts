import type { ToolOutcome, ToolResult } from "@/lib/agent/tools/tool";
import { SafeError } from "@/lib/safe-error";

/**
 * Ends a tool early with a result instead of an accident. `problem` is a word for the record, `tell`
 * what the model may say about it: the truth, and what the customer can do.
 */
export class ToolStop extends SafeError {
  override readonly name = "ToolStop";
  readonly result: ToolResult;

  constructor(outcome: ToolOutcome, problem: string, tell: string) {
    super(problem, `A tool stopped: ${problem}`);
    this.result = problemResult(outcome, problem, tell);
  }
}

/** The result of a call that did nothing. */
export function problemResult(outcome: ToolOutcome, problem: string, tell: string): ToolResult {
  return { outcome, data: { problem, tell } };
}
