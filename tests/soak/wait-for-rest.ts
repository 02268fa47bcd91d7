import { setTimeout as sleep } from "node:timers/promises";
import type { RunningStack } from "../integration/running-stack";

export type Unfinished = {
  sessionsOwed: number;
  turnsRunning: number;
  queued: number;
  sending: number;
  echoesOpen: number;
};

/** What the service itself still has to do. Sends in doubt are not among it: they wait for time. */
export async function countUnfinished({ database }: RunningStack): Promise<Unfinished> {
  const head = { count: "exact", head: true } as const;
  const [sessions, turns, queued, sending, echoes] = await Promise.all([
    database.from("chat_sessions").select("id", head).not("pending_turn_seq", "is", null),
    database.from("agent_turns").select("id", head).eq("state", "running"),
    database.from("chat_messages").select("id", head).eq("state", "queued"),
    database.from("chat_messages").select("id", head).eq("state", "sending"),
    database.from("wa_events").select("id", head).not("settle_after", "is", null),
  ]);
  const countOf = (answer: { count: number | null; error: { message: string } | null }) => {
    if (answer.error || answer.count === null) {
      throw new Error(`Counting failed: ${answer.error?.message ?? "no count"}`);
    }
    return answer.count;
  };
  return {
    sessionsOwed: countOf(sessions),
    turnsRunning: countOf(turns),
    queued: countOf(queued),
    sending: countOf(sending),
    echoesOpen: countOf(echoes),
  };
}

/**
 * Waits until the service owes nothing any more, without helping it: only its own retries and the
 * minute's cron finish the work. Faults end when no turn is left, so that retries come to an end.
 * @returns whether it came to rest in time, and what was left
 */
export async function waitForRest(
  running: RunningStack,
  {
    patienceMs,
    signal,
    say,
  }: { patienceMs: number; signal: AbortSignal; say: (text: string) => void },
): Promise<{ rested: boolean; left: Unfinished }> {
  const deadline = performance.now() + patienceMs;
  let faulty = true;
  for (;;) {
    const left = await countUnfinished(running);
    if (faulty && left.sessionsOwed + left.turnsRunning === 0) {
      await running.clearFaults();
      faulty = false;
    }
    const rested = Object.values(left).every((count) => count === 0);
    if (rested || performance.now() > deadline) return { rested, left };
    say(
      `coming to rest: ${left.sessionsOwed} sessions owed, ${left.turnsRunning} turns running, ` +
        `${left.queued} queued, ${left.sending} sending, ${left.echoesOpen} echoes open`,
    );
    await sleep(4_000, undefined, { signal });
  }
}
