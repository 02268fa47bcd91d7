import { type GetStepTools, NonRetriableError } from "inngest";
import { announce } from "@/inngest/announce";
import { announceSummary } from "@/inngest/announce-summary";
import { inngest } from "@/inngest/client";
import { deliverMessage } from "@/inngest/deliver-message";
import { turnRequested } from "@/inngest/events";
import { writeReply } from "@/inngest/write-reply";
import { type Claim, claimTurn } from "@/lib/chat/claim-turn";
import { commitTurn } from "@/lib/chat/commit-turn";
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
      const written = await writeReply(step, turn, round);
      if (written !== "drafted") return { outcome: written };
      const commit = await step.run(`commit-${round}`, () => commitTurn(turn));
      if (commit.kind === "restart") {
        await step.sleepUntil(`quiet-again-${round}`, commit.until);
        continue;
      }
      if (commit.kind === "committed") {
        for (const messageId of commit.message_ids) await deliverMessage(step, messageId);
        await step.run("remember", () => remember(sessionId));
      }
      if ("more_waiting" in commit && commit.more_waiting) {
        await step.sendEvent("next-turn", turnRequested.create({ sessionId }));
      }
      return { outcome: commit.kind };
    }
    throw new NonRetriableError(`Turn ${turn.turnId} was restarted more often than allowed`);
  },
);

/** Wakes what makes the exchange part of the memory; redrive finds what is missed here. */
async function remember(sessionId: string): Promise<void> {
  await Promise.all([announceSummary(sessionId), announce({ toEmbed: true })]);
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
