import { type GetStepTools, NonRetriableError } from "inngest";
import { announce } from "@/inngest/announce";
import { announceSummary } from "@/inngest/announce-summary";
import { inngest } from "@/inngest/client";
import { deliverMessage } from "@/inngest/deliver-message";
import { turnRequested } from "@/inngest/events";
import { claimTraced, commitTraced, type TracedClaim } from "@/inngest/trace-turn";
import { writeReply } from "@/inngest/write-reply";
import type { Turn } from "@/lib/chat/begin-turn-step";
import { turnMediaDue } from "@/lib/chat/turn-media-due";
import { log } from "@/lib/log";

type Step = GetStepTools<typeof inngest>;

/** A burst may go on for 20 s (P7), its files take up to 15 s; each wait ends at the newest quiet moment. */
const mostWaits = 40;
/** The first generation and at most two restarts. */
const mostGenerations = 3;

/**
 * One reply for one session: wait for quiet and for files, claim, generate, commit, send. The queue may run this
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
    const turn = { turnId: claim.turn_id, fence: claim.fence, trace: claim.trace };

    for (let round = 0; round < mostGenerations; round += 1) {
      const written = await writeReply(step, turn, round);
      if (written !== "drafted") return { outcome: written };
      const commit = await step.run(`commit-${round}`, () => commitTraced(turn));
      if (commit.kind === "restart") {
        await step.sleepUntil(`quiet-again-${round}`, commit.until);
        await waitForMedia(step, turn, round);
        continue;
      }
      if (commit.kind === "committed") {
        for (const messageId of commit.message_ids)
          await deliverMessage(step, messageId, turn.trace?.traceparent);
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

async function claimWhenQuiet(step: Step, sessionId: string, runId: string): Promise<TracedClaim> {
  for (let round = 0; round < mostWaits; round += 1) {
    const claim = await step.run(`claim-${round}`, () => claimTraced(sessionId, runId));
    if (claim.kind !== "wait") return claim;
    // Another run is answering; its commit covers or announces what this one came for.
    if (claim.reason === "turn_running") return { kind: "nothing" };
    await step.sleepUntil(`quiet-${round}`, claim.until);
  }
  return { kind: "nothing" };
}

/** What came while the first answer was written may be a photo. The limit is that of the whole turn. */
async function waitForMedia(step: Step, turn: Turn, round: number): Promise<void> {
  for (let look = 0; look < mostWaits; look += 1) {
    const due = await step.run(`files-${round}-${look}`, () => turnMediaDue(turn));
    if (due === null) return;
    await step.sleepUntil(`files-wait-${round}-${look}`, due);
  }
}
