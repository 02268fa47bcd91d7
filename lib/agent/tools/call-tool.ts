import "server-only";
import { z } from "zod";
import { afterLostAnswer } from "@/lib/agent/tools/after-lost-answer";
import { canonicalHash } from "@/lib/agent/tools/canonical-hash";
import { readArguments } from "@/lib/agent/tools/read-arguments";
import { storedResult } from "@/lib/agent/tools/stored-result";
import type { AgentTool, ToolOutcome, ToolResult, ToolRun } from "@/lib/agent/tools/tool";
import { problemResult, ToolStop } from "@/lib/agent/tools/tool-stop";
import { toolsFor } from "@/lib/agent/tools/tools-for";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";

/** What `agent_turns.tools` keeps of a call: ids and enums. */
export type ToolRecord = {
  tool: string;
  outcome: ToolOutcome;
  /** Row of tool_calls; null when the call was refused before it began. */
  call_id: string | null;
  targets: string[];
  latency_ms: number;
  reason: string | null;
};

export type CalledTool = { result: ToolResult; record: ToolRecord };

const begun = z.discriminatedUnion("kind", [
  /** `key`: of an earlier run that died on the same messages, else the one that was asked with. */
  z.object({
    kind: z.literal("run"),
    id: z.uuid(),
    key: z.string(),
    unsettled: z.boolean(),
  }),
  z.object({ kind: z.literal("repeat"), id: z.uuid(), result: storedResult }),
  z.object({ kind: z.literal("turn_over") }),
]);

/**
 * Makes one call that the model asked for: only a tool of this route, only with arguments of its
 * schema, once for the same turn, tool and arguments, however often the step runs.
 * @throws DatabaseError when the database does not answer; everything else is a result
 */
export async function callTool(
  route: string,
  request: { name: string; arguments: string },
  run: ToolRun,
): Promise<CalledTool> {
  const tool = toolsFor(route).find(({ name }) => name === request.name);
  if (!tool) {
    return unbegun(
      "unknown_tool",
      "tool_not_offered",
      "There is no such tool here. Nothing was done.",
    );
  }
  const args = readArguments(tool, request.arguments);
  if (!args.ok) return unbegun(tool.name, "invalid_arguments", args.tell);
  const key = `turn:${run.turnId}:${tool.name}:${canonicalHash(args.value).slice(0, 32)}`;
  return runTool(tool, args.value, key, run);
}

/**
 * The call itself, under a key that says which one it is. Arguments have passed the schema.
 * `isYesUsed`: the customer's yes to it was used up by an earlier execution.
 */
export async function runTool(
  tool: AgentTool,
  args: { [name: string]: Json },
  key: string,
  run: ToolRun,
  isYesUsed = false,
): Promise<CalledTool> {
  const started = performance.now();
  const begin = await callFunction(
    serviceClient(),
    "begin_tool_call",
    {
      p_turn_id: run.turnId,
      p_key: key,
      p_tool: tool.name,
      p_arguments: args,
      p_writes: tool.writes,
    },
    begun,
  );
  if (begin.kind === "turn_over") {
    return unbegun(tool.name, "turn_over", "The conversation has moved on. Nothing was done.");
  }
  if (begin.kind === "repeat") {
    return { result: begin.result, record: recordOf(tool.name, begin.id, begin.result, started) };
  }
  const ended = await settle(tool, args, begin.key, run);
  const result = isYesUsed && begin.unsettled ? afterLostAnswer(ended) : ended;
  const record = recordOf(tool.name, begin.id, result, started);
  await callFunction(
    serviceClient(),
    "finish_tool_call",
    {
      p_call_id: begin.id,
      p_finish: {
        outcome: result.outcome,
        reason: record.reason,
        targets: record.targets,
        latency_ms: record.latency_ms,
        result: z.json().parse(JSON.parse(JSON.stringify(result))),
      },
    },
    z.null(),
  );
  return { result, record };
}

async function settle(
  tool: AgentTool,
  args: { [name: string]: Json },
  key: string,
  run: ToolRun,
): Promise<ToolResult> {
  try {
    return await tool.run(args, { ...run, key });
  } catch (error) {
    if (error instanceof ToolStop) return error.result;
    // The step is run again, and this call finds its row.
    if (error instanceof DatabaseError && error.passing) throw error;
    log.error("Tool failed", { tool: tool.name, turn_id: run.turnId, error });
    return problemResult(
      "failed",
      "internal_error",
      "This did not work, and it is not known whether anything was done. Say so and offer a person.",
    );
  }
}

function unbegun(tool: string, problem: string, tell: string): CalledTool {
  const result = problemResult("refused", problem, tell);
  return { result, record: { ...recordOf(tool, null, result, null), reason: problem } };
}

function recordOf(
  tool: string,
  callId: string | null,
  result: ToolResult,
  started: number | null,
): ToolRecord {
  const { problem } = result.data;
  return {
    tool,
    outcome: result.outcome,
    call_id: callId,
    targets: result.targets ?? [],
    latency_ms: started === null ? 0 : Math.round(performance.now() - started),
    reason: typeof problem === "string" ? problem.slice(0, 64) : null,
  };
}
