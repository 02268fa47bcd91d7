import { type GetStepTools, NonRetriableError } from "inngest";
import { inngest } from "@/inngest/client";
import { deliverMessage } from "@/inngest/deliver-message";
import { turnRequested } from "@/inngest/events";
import { asRetry } from "@/inngest/retry-model-call";
import { writeDraft } from "@/lib/agent/write-draft";
import { type Claim, claimTurn } from "@/lib/chat/claim-turn";
import { commitTurn } from "@/lib/chat/commit-turn";
import { handOffTurn } from "@/lib/chat/hand-off-turn";
import { log } from "@/lib/log";

type Step = GetStepTools<typeof inngest>;

/** A burst may go on for 20 s (P7); each wait ends at the newest quiet moment. */
const mostQuietWaits = 20;
/** The first generation and at most two restarts. */
const mostGenerations = 3;

/**
 * One reply for one session: wait for quiet, claim, generate, commit, send. The queue may run this
 * late, twice or for nothing; the claim and its fence decide in the database.
 */
export const agentTurn = inngest.createFunction(
  {
    id: "agent-turn",
    triggers: [turnRequested],
    concurrency: [{ key: "event.data.sessionId", limit: 1 }, { limit: 20 }],
    retries: 3,
    // Nothing to undo: what this run leaves open, redrive claims again, and after three such turns a
    // person gets the session.
    onFailure: async ({ event }) => {
      const { sessionId } = turnRequested.schema.parse(event.data.event.data);
      log.error("Agent turn failed", { session_id: sessionId, function_name: "agent-turn" });
    },
  },
  async ({ event, step, runId }) => {
    const { sessionId } = event.data;
    const claim = await claimWhenQuiet(step, sessionId, runId);
    if (claim.kind !== "claimed") return { outcome: claim.kind };
    const turn = { turnId: claim.turn_id, fence: claim.fence };

    for (let round = 0; round < mostGenerations; round += 1) {
      // Where it will sit: wait for media, first recall beside triage, specialist with tools.
      const draft = await generate(step, turn, round);
      if (draft.kind !== "drafted") return { outcome: draft.kind };
      const commit = await step.run(`commit-${round}`, () => commitTurn(turn));
      if (commit.kind === "restart") {
        await step.sleepUntil(`quiet-again-${round}`, commit.until);
        continue;
      }
      if (commit.kind === "committed") {
        for (const messageId of commit.message_ids) await deliverMessage(step, messageId);
      }
      if ("more_waiting" in commit && commit.more_waiting) {
        await step.sendEvent("next-turn", turnRequested.create({ sessionId }));
      }
      return { outcome: commit.kind };
    }
    throw new NonRetriableError(`Turn ${turn.turnId} was restarted more often than allowed`);
  },
);

/** One generation, retried by the engine; when it fails for good a person gets the session. */
async function generate(step: Step, turn: { turnId: string; fence: number }, round: number) {
  try {
    return await step.run(`generate-${round}`, () => writeDraft(turn).catch(asRetry));
  } catch {
    // The engine has kept the error and its attempts; what is left to do is not to leave the customer.
    await step.run(`hand-over-${round}`, () => handOffTurn(turn, "model_failed"));
    return { kind: "handed_off" as const };
  }
}

async function claimWhenQuiet(step: Step, sessionId: string, runId: string): Promise<Claim> {
  for (let round = 0; round < mostQuietWaits; round += 1) {
    const claim = await step.run(`claim-${round}`, () => claimTurn(sessionId, runId));
    if (claim.kind !== "wait") return claim;
    // Another run is answering; its commit covers or announces what this one came for.
    if (claim.reason === "turn_running") return { kind: "nothing" };
    await step.sleepUntil(`quiet-${round}`, claim.until);
  }
  return { kind: "nothing" };
}
