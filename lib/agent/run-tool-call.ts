import "server-only";
import { materialOf } from "@/lib/agent/material-of";
import { toolOutput } from "@/lib/agent/tool-output";
import { callTool } from "@/lib/agent/tools/call-tool";
import { toolRunOf } from "@/lib/agent/turn-run";
import { beginTurnStep, type Turn } from "@/lib/chat/begin-turn-step";
import { saveTurnProgress } from "@/lib/chat/save-turn-progress";
import { SafeError } from "@/lib/safe-error";

/**
 * To be announced: `sends`, messages that the tool queued for the customer; `openingCodes`, requests whose
 * first code is to be sent.
 */
export type ToolDone = { outcome: string; sends: string[]; openingCodes: string[] };
export type ToolPlace = { round: number; callNo: number; itemNo: number };

/**
 * Runs one call that the specialist asked for, and keeps its result as a row. What the tool may do and
 * for whom is decided by route and turn. Safe to run twice: a result that is there stays.
 * @returns the outcome, or that the turn is no longer ours
 */
export async function runToolCall(turn: Turn, place: ToolPlace): Promise<ToolDone> {
  const begun = await beginTurnStep(turn);
  if (!begun) return { outcome: "not_ours", sends: [], openingCodes: [] };
  const isHere = (step: { round: number; call_no: number }) =>
    step.round === place.round && step.call_no === place.callNo;
  const done = begun.steps.find(
    (step) => step.kind === "tool_result" && isHere(step) && step.item_no === place.itemNo,
  );
  if (done?.kind === "tool_result") {
    const { outcome, sends = [], openingCodes = [] } = done.content.result;
    return { outcome, sends, openingCodes };
  }
  const call = begun.steps
    .flatMap((step) => (step.kind === "said" && isHere(step) ? step.content : []))
    .filter((item) => item.type === "function_call")[place.itemNo];
  if (!call) throw new SafeError("tool_call_missing", `The turn has no call ${place.itemNo}`);

  const { route } = materialOf(begun.steps, place.round);
  const { result, record } = await callTool(
    route,
    { name: call.name, arguments: call.arguments },
    toolRunOf(turn, begun),
  );
  const saved = await saveTurnProgress(turn, {
    steps: [
      {
        round: place.round,
        call_no: place.callNo,
        item_no: place.itemNo,
        kind: "tool_result",
        content: { call, output: toolOutput(result), result },
      },
    ],
    tools: [record],
    latency_ms: { tools: record.latency_ms },
  });
  const { sends = [], openingCodes = [] } = result;
  return { outcome: saved ? result.outcome : "not_ours", sends, openingCodes };
}
