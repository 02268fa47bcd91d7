import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { RunningStack } from "../integration/running-stack";

export type Unfinished = {
  sessionsOwed: number;
  turnsRunning: number;
  queued: number;
  sending: number;
  echoesOpen: number;
  filesToFetch: number;
  filesToLookInto: number;
  toEmbed: number;
  notesDue: number;
  objectsToRemove: number;
  archives: number;
  retentionRuns: number;
  alertsToTell: number;
};

/** The service's own defaults for what is due (lib/memory/summary-settings.ts). */
const summarySettings = {
  ...{ threshold: 5, idle_ms: 1_800_000, lease_ms: 120_000 },
  ...{ most_messages: 200, most_characters: 20_000 },
};

/** What the service itself still has to do. Sends in doubt are not among it: they wait for time. */
export async function countUnfinished({ database }: RunningStack): Promise<Unfinished> {
  const head = { count: "exact", head: true } as const;
  const now = new Date().toISOString();
  const notes = await database.rpc("find_due_summaries", { p_settings: summarySettings });
  if (notes.error) throw new Error(`Looking for due notes failed: ${notes.error.message}`);
  const open = await Promise.all([
    database.from("chat_sessions").select("id", head).not("pending_turn_seq", "is", null),
    database.from("agent_turns").select("id", head).eq("state", "running"),
    database.from("chat_messages").select("id", head).eq("state", "queued"),
    database.from("chat_messages").select("id", head).eq("state", "sending"),
    database.from("wa_events").select("id", head).not("settle_after", "is", null),
    database.from("chat_media").select("id", head).eq("status", "pending"),
    database
      .from("chat_media")
      .select("id", head)
      .eq("status", "stored")
      .eq("enrichment_status", "pending"),
    database.from("chat_messages").select("id", head).eq("embedding_status", "pending"),
    database
      .from("media_objects_to_remove")
      .select("path", head)
      .is("removed_at", null)
      .lt("due_at", now),
    database.from("privacy_exports").select("id", head).in("state", ["queued", "running"]),
    database.from("retention_runs").select("id", head).neq("state", "finished"),
    database
      .from("alert_messages")
      .select("id", head)
      .not("alert_id", "is", null)
      .in("state", ["queued", "sending"]),
  ]);
  const countOf = (answer: { count: number | null; error: { message: string } | null }) => {
    if (answer.error || answer.count === null) {
      throw new Error(`Counting failed: ${answer.error?.message ?? "no count"}`);
    }
    return answer.count;
  };
  const [sessions, turns, queued, sending, echoes, ...others] = open.map(countOf);
  const [fetches, looks, toEmbed, objects, archives, runs, alerts] = others;
  return {
    sessionsOwed: sessions ?? 0,
    turnsRunning: turns ?? 0,
    queued: queued ?? 0,
    sending: sending ?? 0,
    echoesOpen: echoes ?? 0,
    filesToFetch: fetches ?? 0,
    filesToLookInto: looks ?? 0,
    toEmbed: toEmbed ?? 0,
    notesDue: z.array(z.uuid()).parse(notes.data).length,
    objectsToRemove: objects ?? 0,
    archives: archives ?? 0,
    retentionRuns: runs ?? 0,
    alertsToTell: alerts ?? 0,
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
    const open = Object.entries(left).filter(([, count]) => count > 0);
    say(`coming to rest: ${open.map(([what, count]) => `${what} ${count}`).join(", ")}`);
    await sleep(4_000, undefined, { signal });
  }
}
