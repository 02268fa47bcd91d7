import "server-only";
import { randomUUID } from "node:crypto";
import type { ToolResult, ToolRun } from "@/lib/agent/tools/tool";
import { problemResult, ToolStop } from "@/lib/agent/tools/tool-stop";
import { toolsFor } from "@/lib/agent/tools/tools-for";
import { log } from "@/lib/log";

/**
 * Runs a tool that only reads, outside of any turn and without a record of the call. A tool that writes
 * is refused here whatever the model was offered. Never throws.
 */
export async function readOnlyCall(
  route: string,
  asked: { name: string; arguments: string },
  run: ToolRun,
): Promise<ToolResult> {
  const tool = toolsFor(route).find(({ name, writes }) => name === asked.name && !writes);
  if (!tool) {
    return problemResult("refused", "tool_not_offered", "There is no such tool here.");
  }
  let written: unknown;
  try {
    written = JSON.parse(asked.arguments);
  } catch {
    return problemResult("refused", "invalid_arguments", "The arguments were not JSON.");
  }
  const args = tool.parameters.safeParse(written);
  if (!args.success) {
    return problemResult("refused", "invalid_arguments", "The arguments do not fit the tool.");
  }
  try {
    return await tool.run(args.data, { ...run, key: `playground:${randomUUID()}` });
  } catch (error) {
    if (error instanceof ToolStop) return error.result;
    log.error("Tool failed", { tool: tool.name, session_id: run.sessionId, error });
    return problemResult("failed", "internal_error", "This did not work. Say so.");
  }
}
