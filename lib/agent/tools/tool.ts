import type { z } from "zod";
import type { Json } from "@/lib/supabase/database.types";

/** Whose turn a tool runs in. Identity comes from here alone, never from what the model wrote. */
export type ToolRun = {
  sessionId: string;
  customerId: string;
  turnId: string;
  /** Newest message that the turn covers. */
  uptoSeq: number;
  locale: string | null;
};

/** One call within the run. `key` is the same when the step runs again, and for no other call. */
export type ToolCall = ToolRun & { key: string };

export const toolOutcomes = [
  "done",
  "needs_confirmation",
  "refused",
  "not_found",
  "failed",
] as const;
export type ToolOutcome = (typeof toolOutcomes)[number];

export type ToolResult = {
  outcome: ToolOutcome;
  /** What the model may know of it; sent as the tool's output, always as data. */
  data: { [name: string]: Json };
  /** Addresses that the model never sees: it writes `[[link:name]]`, finishReply puts them in. */
  links?: { [name: string]: string };
  /** Words that the customer must read exactly; finishReply adds them to the reply. */
  say?: string;
  /** The reply of this turn is the bot's last: committing it gives the session to a person. */
  endsTurn?: "handed_off";
  /** Messages that the tool queued for the customer, to be sent like the reply's. */
  sends?: string[];
  /** Privacy requests that it opened, whose first code is to be sent after the reply. */
  openingCodes?: string[];
  /** Ids of what was read or changed, for the record: ours or Parcelo's, never personal. */
  targets?: string[];
};

export type AgentTool<Schema extends z.ZodObject = z.ZodObject> = {
  name: string;
  /** For the model: when to use it and what it gives back. */
  description: string;
  /** Strict: every property required, "nothing" is null. Holds nothing that says who the customer is. */
  parameters: Schema;
  /** Changes something: called one at a time, and its result is kept for a repeated step. */
  writes: boolean;
  /** Offered only when Parcelo's backend is configured. */
  needsParcelo?: boolean;
  run(args: z.infer<Schema>, call: ToolCall): Promise<ToolResult>;
};

/** Keeps the types of a tool's arguments between its schema and its run. */
export function defineTool<Schema extends z.ZodObject>(tool: AgentTool<Schema>): AgentTool {
  return {
    ...tool,
    run: (args, call) => tool.run(tool.parameters.parse(args), call),
  };
}
