import "server-only";
import { countTokens, encodingOf } from "@/lib/agent/count-tokens";
import { priceUsage } from "@/lib/agent/price-usage";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Asked, askForNotes, notesFormat } from "@/lib/memory/ask-for-notes";
import { beginSummary, type ClaimedSummary } from "@/lib/memory/begin-summary";
import { fitNotes } from "@/lib/memory/fit-notes";
import { foldNotes } from "@/lib/memory/fold-notes";
import { type Notes, noNotes } from "@/lib/memory/notes";
import type { NotesAnswer } from "@/lib/memory/notes-answer";
import {
  fullNotesHint,
  notesInstructions,
  quoteMessage,
  quoteNotes,
} from "@/lib/memory/notes-prompt";
import { planRound, type Round } from "@/lib/memory/plan-round";
import { putOffSummary } from "@/lib/memory/put-off-summary";
import { renderNotes } from "@/lib/memory/render-notes";
import { saveSummary } from "@/lib/memory/save-summary";

export type RoundOutcome =
  | "nothing"
  | "busy"
  | "put_off"
  | "superseded"
  | "saved"
  | "saved_with_more";

/** From here on the model is told that the notes are nearly full. */
const fullShare = 0.8;
/** Waits after an answer that could not be used and when none came, in ms; both are tried again. */
const unusableWaitMs = 30_000;
const unavailableWaitMs = 60_000;
/** After so many unusable answers the other model is asked; after so many about a single message it is left out. */
const failuresBeforeFallback = 2;
const failuresBeforeLeavingOut = 5;

const nothingNew: NotesAnswer = {
  facts: [],
  requests: [],
  commitments: [],
  open_items: [],
  remove: [],
};

/**
 * One round of one session's notes: claim, ask, fold, save. Whatever goes wrong, the notes so far and
 * the cursor stay as they were, and redrive comes back.
 */
export async function summariseRound(
  sessionId: string,
  runId: string,
  isGoingOn: boolean,
): Promise<RoundOutcome> {
  const claim = await beginSummary(sessionId, runId, isGoingOn);
  if (claim.kind !== "claimed") return claim.kind;
  const started = performance.now();
  const base = claim.base?.content ?? noNotes;
  const round = plan(claim, base);
  const isLeftOut = round.taken.length === 1 && claim.failures >= failuresBeforeLeavingOut;
  const asked: Asked = isLeftOut
    ? { kind: "answer", answer: nothingNew, model: env().SUMMARY_MODEL, usage: undefined }
    : await askForNotes(
        claim.customer_id,
        inputOf(base, round),
        claim.failures >= failuresBeforeFallback,
      );
  if (asked.kind !== "answer") return putOff(sessionId, claim, asked);

  const folded = foldNotes(base, asked.answer, round.taken);
  const { notes, text, evictedCount } = fitNotes(
    folded.notes,
    env().SUMMARY_MAX_OUTPUT_TOKENS,
    count,
  );
  const usage = {
    inputTokens: asked.usage?.input_tokens ?? 0,
    cachedTokens: asked.usage?.input_tokens_details?.cached_tokens ?? 0,
    outputTokens: asked.usage?.output_tokens ?? 0,
  };
  const saved = await saveSummary({
    sessionId,
    fence: claim.fence,
    afterSeq: claim.after_seq,
    uptoSeq: cursorAfter(claim, round),
    notes: { base_id: claim.base?.id ?? null, content: notes, rendered_text: text },
    record: {
      message_count: round.taken.length,
      cut_count: round.cutCount,
      left_out_count: isLeftOut ? 1 : 0,
      dropped_count: folded.droppedCount,
      evicted_count: evictedCount,
      model: asked.model,
      input_tokens: usage.inputTokens,
      cached_tokens: usage.cachedTokens,
      output_tokens: usage.outputTokens,
      cost_usd: priceUsage(env().MODEL_PRICES, asked.model, usage),
      latency_ms: Math.round(performance.now() - started),
    },
  });
  if (saved.kind === "superseded") return "superseded";
  return saved.is_more ? "saved_with_more" : "saved";
}

/** Instructions, schema and notes so far take their part of the room; the messages get the rest. */
function plan(claim: ClaimedSummary, base: Notes): Round {
  const fixed =
    count(notesInstructions) + count(JSON.stringify(notesFormat.schema)) + count(quoteNotes(base));
  return planRound(
    claim.messages,
    { roomTokens: env().SUMMARY_MAX_INPUT_TOKENS - fixed - 80, failures: claim.failures },
    (message) => count(quoteMessage(message, "M100")) + 2,
  );
}

function inputOf(base: Notes, round: Round): string {
  const isFull = count(renderNotes(base)) > env().SUMMARY_MAX_OUTPUT_TOKENS * fullShare;
  return [
    "Notes so far:",
    quoteNotes(base) || "(none)",
    ...(isFull ? [fullNotesHint] : []),
    "New messages:",
    ...round.taken.map((message, index) => quoteMessage(message, `M${index + 1}`)),
  ].join("\n");
}

/** Past lines about the conversation itself too, when nothing that was said is left. */
function cursorAfter(claim: ClaimedSummary, round: Round): number {
  const last = round.taken.at(-1)?.seq ?? claim.after_seq;
  const isEverything = claim.is_all && round.taken.length === claim.messages.length;
  return isEverything ? Math.max(claim.last_seq, last) : last;
}

async function putOff(
  sessionId: string,
  claim: ClaimedSummary,
  asked: Exclude<Asked, { kind: "answer" }>,
): Promise<RoundOutcome> {
  const isUnusable = asked.kind === "unusable";
  const ms = isUnusable
    ? unusableWaitMs * 2 ** Math.min(claim.failures, 6)
    : (asked.waitMs ?? unavailableWaitMs);
  log.warn("Summary put off", {
    session_id: sessionId,
    reason: asked.fault,
    wait_ms: ms,
    attempt: claim.failures + 1,
  });
  await putOffSummary({ sessionId, fence: claim.fence }, { ms, isUnusable });
  return "put_off";
}

const count = (text: string) => countTokens(text, encodingOf(env().SUMMARY_MODEL));
