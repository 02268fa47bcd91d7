import { z } from "zod";
import { allRows } from "../integration/all-rows";
import type { RunningStack } from "../integration/running-stack";

/** The most that hosted Supabase returns at once. */
const pageSize = 1_000;

const eventRow = z.object({
  id: z.string(),
  dedupe_key: z.string(),
  event_type: z.string(),
  status: z.string(),
  park_reason: z.string().nullable(),
});
const messageRow = z.object({
  id: z.string(),
  seq: z.number(),
  session_id: z.string(),
  direction: z.enum(["inbound", "outbound", "system"]),
  author: z.string(),
  message_type: z.string(),
  purpose: z.string().nullable(),
  text: z.string().nullable(),
  rendered_text: z.string(),
  wa_message_id: z.string().nullable(),
  starts_turn: z.boolean(),
  turn_id: z.string().nullable(),
  state: z.string().nullable(),
  state_reason: z.string().nullable(),
  created_at: z.string(),
  deleted_at: z.string().nullable(),
});
const attemptRow = z.object({
  id: z.string(),
  message_id: z.string(),
  attempt_no: z.number(),
  wa_message_id: z.string().nullable(),
  state: z.string(),
});
const turnRow = z.object({
  id: z.string(),
  session_id: z.string(),
  state: z.string(),
  fence: z.number(),
  claimed_at: z.string(),
  lease_until: z.string(),
  from_seq: z.number(),
  upto_seq: z.number(),
  outcome: z.string().nullable(),
  outcome_reason: z.string().nullable(),
  finished_at: z.string().nullable(),
});
const sessionRow = z.object({
  id: z.string(),
  customer_id: z.string(),
  owner: z.enum(["bot", "human"]),
  owner_reason: z.string().nullable(),
  pending_turn_seq: z.number().nullable(),
  replied_upto_seq: z.number(),
});
const identityRow = z.object({
  id: z.string(),
  customer_id: z.string(),
  kind: z.enum(["phone", "wa_user_id"]),
  value: z.string(),
});

const mediaRow = z.object({
  id: z.string(),
  message_id: z.string(),
  status: z.string(),
  error: z.string().nullable(),
  storage_path: z.string().nullable(),
  enrichment_status: z.string(),
  enrichment_error: z.string().nullable(),
});
const chunkRow = z.object({
  message_id: z.string(),
  chunk_index: z.number(),
  chunk_count: z.number(),
  model: z.string().nullable(),
});
const summaryRow = z.object({
  id: z.string(),
  session_id: z.string(),
  version: z.number(),
  upto_seq: z.number(),
});
const alertRow = z.object({
  id: z.string(),
  kind: z.string(),
  dedupe_key: z.string(),
  state: z.string(),
});
const alertMessageRow = z.object({
  id: z.string(),
  kind: z.string(),
  alert_id: z.string().nullable(),
  round: z.number(),
  state: z.string(),
  attempts: z.number(),
  batch_id: z.string().nullable(),
});
const jobRunRow = z.object({ run_id: z.string(), function_id: z.string() });
const retentionRunRow = z.object({ id: z.string(), state: z.string() });

export type EventRow = z.output<typeof eventRow>;
export type MessageRow = z.output<typeof messageRow>;
export type AttemptRow = z.output<typeof attemptRow>;
export type TurnRow = z.output<typeof turnRow>;
export type SessionRow = z.output<typeof sessionRow>;
export type IdentityRow = z.output<typeof identityRow>;
export type MediaRow = z.output<typeof mediaRow>;
export type Rows = Awaited<ReturnType<typeof readRows>>;

type Table =
  | "wa_events"
  | "chat_messages"
  | "send_attempts"
  | "agent_turns"
  | "chat_sessions"
  | "customer_identities"
  | "chat_media"
  | "session_summaries"
  | "alerts"
  | "alert_messages"
  | "retention_runs";

/** All rows that the checks need, page by page. */
export async function readRows({ database }: RunningStack) {
  async function all<T extends z.ZodObject & z.ZodType<{ id: string }>>(
    table: Table,
    row: T,
  ): Promise<z.output<T>[]> {
    const rows: z.output<T>[] = [];
    const columns = Object.keys(row.shape).join(",");
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const answer = await database
        .from(table)
        .select(columns)
        .gt("id", after)
        .order("id")
        .limit(pageSize);
      if (answer.error) throw new Error(`Reading ${table} failed: ${answer.error.message}`);
      const page = z.array(row).parse(answer.data);
      rows.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return rows;
      after = last.id;
    }
  }

  return {
    events: await all("wa_events", eventRow),
    messages: (await all("chat_messages", messageRow)).toSorted((a, b) => a.seq - b.seq),
    attempts: await all("send_attempts", attemptRow),
    turns: await all("agent_turns", turnRow),
    sessions: await all("chat_sessions", sessionRow),
    identities: await all("customer_identities", identityRow),
    media: await all("chat_media", mediaRow),
    summaries: await all("session_summaries", summaryRow),
    alerts: await all("alerts", alertRow),
    alertMessages: await all("alert_messages", alertMessageRow),
    retentionRuns: await all("retention_runs", retentionRunRow),
    deadJobs: z
      .array(jobRunRow)
      .parse(
        await allRows((from, to) =>
          database
            .from("job_runs")
            .select("run_id,function_id")
            .eq("is_failure", true)
            .order("run_id")
            .range(from, to),
        ),
      ),
    chunks: z
      .array(chunkRow)
      .parse(
        await allRows((from, to) =>
          database
            .from("message_embeddings")
            .select("message_id,chunk_index,chunk_count,model")
            .order("message_id")
            .order("chunk_index")
            .range(from, to),
        ),
      ),
  };
}
