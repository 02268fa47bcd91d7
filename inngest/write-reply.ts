import type { GetStepTools } from "inngest";
import { announce } from "@/inngest/announce";
import type { inngest } from "@/inngest/client";
import { inTurn, type TracedTurn } from "@/inngest/trace-turn";
import { answerTurn, mostToolRounds, type Said } from "@/lib/agent/answer-turn";
import { apologise } from "@/lib/agent/apologise";
import { type Failed, planAttempt } from "@/lib/agent/plan-attempt";
import { prepareTurn } from "@/lib/agent/prepare-turn";
import { runToolCall } from "@/lib/agent/run-tool-call";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

type Step = GetStepTools<typeof inngest>;
export type Written = "drafted" | "not_ours";

/**
 * One generation as memoised steps: what is needed is looked up, the specialist is asked, its tools run
 * one step each, at most four rounds, and the reply is kept as a draft. Step results are words from
 * fixed sets. Whatever goes wrong for good ends in a draft that says so to the customer.
 */
export async function writeReply(step: Step, turn: TracedTurn, round: number): Promise<Written> {
  try {
    const prepared = await step.run(`prepare-${round}`, () =>
      inTurn(turn, "prepare", () => announceSends(prepareTurn(turn, round))),
    );
    if (prepared.kind !== "prepared") return prepared.kind;
    for (let callNo = 0; callNo <= mostToolRounds; callNo += 1) {
      const said = await ask(step, turn, round, callNo);
      if (said.kind !== "calls") return said.kind;
      for (let itemNo = 0; itemNo < said.count; itemNo += 1) {
        const place = { round, callNo, itemNo };
        await step.run(`tool-${round}-${callNo}-${itemNo}`, () =>
          inTurn(turn, "tool", () => announceSends(runToolCall(turn, place))),
        );
      }
    }
    return await giveUp(step, turn, round);
  } catch (error) {
    // The engine has tried again and kept the error; what is left to do is not to leave the customer.
    log.error("A reply could not be written", { turn_id: turn.turnId, error });
    return await giveUp(step, turn, round);
  }
}

/** Asks the specialist until it answers, as planAttempt says, or apologises. */
async function ask(
  step: Step,
  turn: TracedTurn,
  round: number,
  callNo: number,
): Promise<Exclude<Said, { kind: "fault" }>> {
  const { FALLBACK_MODEL, AGENT_MODEL } = env();
  const hasFallback = FALLBACK_MODEL !== undefined && FALLBACK_MODEL !== AGENT_MODEL;
  const failed: Failed[] = [];
  // planAttempt gives up after finitely many faults.
  for (let attemptNo = 0; ; attemptNo += 1) {
    const attempt = planAttempt(failed, hasFallback);
    const at = `${round}-${callNo}-${attemptNo}`;
    if ("giveUp" in attempt) {
      return step.run(`apologise-${at}`, () =>
        inTurn(turn, "apologise", () => apologise(turn, round, attempt.giveUp)),
      );
    }
    if (attempt.waitMs > 0) await step.sleep(`model-wait-${at}`, attempt.waitMs);
    const place = { round, callNo, attemptNo, attempt };
    const said = await step.run(`answer-${at}`, () =>
      inTurn(turn, "answer", () => answerTurn(turn, place)),
    );
    if (said.kind !== "fault") return said;
    failed.push({ fault: said.fault, waitMs: said.waitMs, model: attempt.model });
  }
}

/** What a tool queued for the customer leaves like any message; redrive finds it should this be lost. */
async function announceSends<Done extends { sends?: string[]; openingCodes?: string[] }>(
  doing: Promise<Done>,
): Promise<Done> {
  const done = await doing;
  const { sends = [], openingCodes = [] } = done;
  if (sends.length + openingCodes.length > 0) {
    await announce({ sendMessageIds: sends, openingCodeRequestIds: openingCodes });
  }
  return done;
}

async function giveUp(step: Step, turn: TracedTurn, round: number): Promise<Written> {
  return (
    await step.run(`apologise-${round}`, () =>
      inTurn(turn, "apologise", () => apologise(turn, round, "model_failed")),
    )
  ).kind;
}
