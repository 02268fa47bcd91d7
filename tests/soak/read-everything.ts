import { allRows } from "../integration/all-rows";
import type { RunningStack } from "../integration/running-stack";

/** Where a person's words and ids can stand; that no table is forgotten, the database tests show. */
const tables = [
  ...(["customers", "customer_identities", "chat_messages", "send_attempts", "wa_events"] as const),
  ...(["agent_turns", "turn_steps", "turn_prompts", "session_summaries", "chat_media"] as const),
  ...(["tool_calls", "job_runs", "audit_log", "privacy_requests", "consent_events"] as const),
] as const;

/** All rows of these tables as one text to search. */
export async function readEverything({ database }: RunningStack): Promise<string> {
  const texts: string[] = [];
  for (const table of tables) {
    const rows = await allRows<unknown>((from, to) =>
      database.from(table).select("*").range(from, to),
    );
    texts.push(JSON.stringify(rows));
  }
  const chunks = await allRows<unknown>((from, to) =>
    database.from("message_embeddings").select("chunk_text").range(from, to),
  );
  return [...texts, JSON.stringify(chunks)].join("\n");
}
