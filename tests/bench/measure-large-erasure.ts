import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../local/start-stack";
import { openPostgres } from "../../local/supabase/database/open-postgres";
import { fillConversation } from "../database/fill-conversation";
import { someCustomer } from "../integration/customer";
import type { erasures } from "../integration/erase-over-http";
import { postgresFolder, tablesWith, whileStopped } from "../integration/read-database";
import type { RunningStack } from "../integration/running-stack";
import type { Row } from "./print-table";

const messages = 10_000;
const files = 500;
/** Vectors of the provider's size for so many of them; each takes 6 kB and a place in the index. */
const vectors = 500;
const patienceMs = 300_000;
const words = "the turquoise kettle";

/** One customer of 10,000 messages and 500 files, from approval to certificate, and what is found of them then. */
export async function measureLargeErasure(
  stack: Stack,
  running: RunningStack,
  privacy: ReturnType<typeof erasures>,
): Promise<Row[]> {
  const person = { ...someCustomer("Nalubega Prossy"), id: randomUUID(), waUserId: "UG.large1" };
  const other = { ...someCustomer("Okello Sam"), id: randomUUID(), waUserId: "UG.other1" };
  await whileStopped(stack, async (folder) => {
    const postgres = await openPostgres(postgresFolder(folder));
    await fillConversation(postgres, person, { messages, files, words });
    await fillConversation(postgres, other, { messages: 200, files: 20, words });
    await postgres.query(
      `insert into public.message_embeddings (message_id, chunk_index, customer_id, session_id, seq, chunk_text, start_token,
         end_token, chunk_count, search, words, mentions_time, content_hash, model, dimensions, embedding)
       select m.id, 0, m.customer_id, m.session_id, m.seq, m.text, 0, 4, 1, public.search_vector(m.text, m.created_at, 'Nalubega'),
         4, false, md5(m.text), 'text-embedding-3-small', 1536, (select array_agg(sin(m.seq + i)) from generate_series(1, 1536) i)::extensions.vector
       from public.chat_messages m where m.customer_id = $1 order by m.seq limit ${vectors}`,
      [person.id],
    );
    await postgres.close();
  });
  const before = await countsOf(running, other.id);
  const requestId = await privacy.verifiedRequest(person.id);
  const from = performance.now();
  await privacy.approve(requestId);
  while (!(await privacy.read(requestId)).certificate) {
    if (performance.now() - from > patienceMs) throw new Error("The large erasure does not end");
    await sleep(250);
  }
  const seconds = (performance.now() - from) / 1_000;
  const after = await countsOf(running, other.id);
  if (JSON.stringify(after) !== JSON.stringify(before))
    throw new Error(`Another customer had ${before} rows and has ${after}`);
  const found = await whileStopped(stack, (folder) =>
    tablesWith(folder, [person.waId, person.waUserId, person.name]),
  );
  return [
    {
      name: `erasure: one customer of ${messages} messages, ${files} files and ${vectors} vectors, approval to certificate`,
      value: `${seconds.toFixed(1)} s`,
    },
    {
      name: "erasure: tables in which number, id or name of that customer is found afterwards",
      value: `${found.length}`,
    },
  ];
}

async function countsOf({ database }: RunningStack, customerId: string): Promise<number[]> {
  const tables = ["chat_messages", "agent_turns", "support_tickets", "ticket_messages"] as const;
  return Promise.all(
    tables.map(async (table) => {
      const { count, error } = await database
        .from(table)
        .select("id", { count: "exact", head: true })
        .eq("customer_id", customerId);
      if (error) throw new Error(error.message);
      return count ?? 0;
    }),
  );
}
