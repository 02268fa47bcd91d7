import "server-only";
import { findMaterial } from "@/lib/agent/find-material";
import { fixedReply } from "@/lib/agent/fixed-replies";
import { toolOutput } from "@/lib/agent/tool-output";
import { type Confirmed, runConfirmed } from "@/lib/agent/tools/answer-confirmation";
import { routeOfTool } from "@/lib/agent/tools/tools-for";
import { triageTurn } from "@/lib/agent/triage";
import { routeOf } from "@/lib/agent/triage-format";
import { toolRunOf } from "@/lib/agent/turn-run";
import { beginTurnStep, type Turn } from "@/lib/chat/begin-turn-step";
import { type StepRow, saveTurnProgress, type TurnFindings } from "@/lib/chat/save-turn-progress";
import { unansweredMessages } from "@/lib/chat/turn-context";
import { inSpan } from "@/lib/trace/in-span";
import { splitText } from "@/lib/whatsapp/split-text";

/** `sends`: messages that a confirmed call queued for the customer, to be announced. */
export type Prepared = { kind: "prepared" | "drafted" | "not_ours"; sends?: string[] };

/** A tool call that code made before any model was asked: it sits before the first round of calls. */
const beforeFirstCall = -1;

/**
 * The first step of a generation: triage beside a first recall on the customer's own words, a second
 * recall where triage names a search query, the articles of the route, and the answer to an open
 * question of ours. All of it becomes rows; an unsafe request gets its fixed answer here, without
 * specialist or tool. Safe to run twice.
 */
export async function prepareTurn(turn: Turn, round: number): Promise<Prepared> {
  const begun = await beginTurnStep(turn);
  if (!begun) return { kind: "not_ours" };
  if (begun.is_drafted) return { kind: "drafted" };
  if (begun.steps.some((step) => step.kind === "material" && step.round === round)) {
    return { kind: "prepared" };
  }
  const words = unansweredMessages(begun)
    .map((message) => message.rendered_text)
    .join("\n");
  const find = findMaterial(begun, words);
  const [triaged, first, confirmed] = await Promise.all([
    inSpan("triage", {}, () => triageTurn(begun, round)),
    find.recall(),
    runConfirmed(toolRunOf(turn, begun)),
  ]);
  const { triage } = triaged;
  const route = confirmed && !triage.wants_human ? routeOfTool(confirmed.tool) : routeOf(triage);
  const isUnsafe = route === "unsafe";
  const [recall, articles] = isUnsafe
    ? [first, []]
    : await Promise.all([
        triage.search_query ? find.recall(triage.search_query) : first,
        find.articles(triage.search_query, route),
      ]);
  const steps: StepRow[] = [
    {
      round,
      call_no: beforeFirstCall,
      item_no: 0,
      kind: "material",
      content: {
        route,
        language: triage.language,
        wantsHuman: triage.wants_human,
        note:
          confirmed?.answer === "declined" ? `The customer said no to: ${confirmed.summary}` : null,
        hits: recall.hits,
        articles: articles.map(({ id, version, title, body }) => ({ id, version, title, body })),
      },
    },
    ...(confirmed?.answer === "confirmed" ? confirmedSteps(turn, round, confirmed) : []),
  ];
  const found: TurnFindings = {
    steps,
    prompts: triaged.prompts,
    usage: triaged.usage,
    latency_ms: {
      triage: triaged.latencyMs,
      recall: first.latencyMs.total + (recall === first ? 0 : recall.latencyMs.total),
    },
    route,
    route_reason: triage.reason,
    triage: {
      result: triaged.result,
      route: triage.route,
      language: triage.language,
      sentiment: triage.sentiment,
      urgency: triage.urgency,
      wants_human: triage.wants_human,
      has_search_query: triage.search_query !== null,
      recall_arms: recall.arms,
      recall_chunks: recall.chunkCount,
    },
    recall_count: recall.hits.length,
    ...(confirmed?.answer === "confirmed" ? { tools: [confirmed.record] } : {}),
  };
  const declined = splitText(fixedReply("decline", triage.language));
  const saved = await saveTurnProgress(
    turn,
    isUnsafe ? { ...found, parts: declined, round, hand_off_reason: null } : found,
  );
  if (!saved) return { kind: "not_ours" };
  const sends = confirmed?.answer === "confirmed" ? (confirmed.result.sends ?? []) : [];
  return { kind: isUnsafe ? "drafted" : "prepared", sends };
}

/** What the customer's yes made happen, as the specialist reads it: a call with its result. */
function confirmedSteps(
  turn: Turn,
  round: number,
  confirmed: Extract<Confirmed, { answer: "confirmed" }>,
): StepRow[] {
  const call = {
    type: "function_call" as const,
    call_id: `confirmed_${turn.turnId}`,
    name: confirmed.tool,
    arguments: confirmed.arguments,
  };
  const at = { round, call_no: beforeFirstCall, item_no: 0 };
  const { result } = confirmed;
  return [
    { ...at, kind: "said", content: [call] },
    { ...at, kind: "tool_result", content: { call, output: toolOutput(result), result } },
  ];
}
