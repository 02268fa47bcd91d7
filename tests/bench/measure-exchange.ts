import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Stack, startStack } from "../../local/start-stack";
import { startSupabase } from "../../local/supabase/start-supabase";
import { type Customer, someCustomer, textEvent } from "../integration/customer";
import { attend, type RunningStack, until } from "../integration/running-stack";
import { cpuSeconds } from "./cpu-seconds";
import type { Row } from "./print-table";

const customers = 300;
const each = 3;
const exchanges = customers * each;
/** As long as what customers write: a dozen words. */
const questions = [
  "Good morning, has the parcel that I ordered last Tuesday left the warehouse yet?",
  "And what will it cost to have it brought to Ntinda instead of the pick-up point?",
  "Thank you. Please tell me when the rider is on the way, I am at work until five.",
];

const engineRuns = z.array(
  z.object({
    function_id: z.string(),
    requests: z.number(),
    steps: z.array(z.unknown()),
  }),
);
const spent = z.object({
  input_tokens: z.number().nullable(),
  output_tokens: z.number().nullable(),
});

/**
 * What one message and its answer leave behind and use up, by the real way through a stack: bytes of each table
 * with its indexes, runs and steps of jobs, tokens. The base of the sizing model in docs/performance.md.
 */
export async function measureExchange(
  env: Record<string, string>,
  say: (text: string) => void,
): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "parcelo-bench-"));
  try {
    const stack = await startStack({ dataDir, env, say });
    let used: Row[];
    try {
      used = await talk(stack, attend(stack));
    } finally {
      await stack.stop();
    }
    return [...used, ...(await bytesByTable(dataDir))];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Three questions of each customer, each answered and embedded before the next. */
async function talk(stack: Stack, running: RunningStack): Promise<Row[]> {
  const people = Array.from({ length: customers }, () => someCustomer());
  const before = cpuSeconds(stack);
  let runs: Row[] = [];
  for (const [round, words] of questions.entries()) {
    await askAll(running, people, words, (round + 1) * customers);
    // The engine keeps its newest 2,000 runs: one round of everybody's.
    if (round === each - 1) runs = await runsPerExchange(stack);
  }
  const after = cpuSeconds(stack);
  const { data, error } = await running.database
    .from("agent_turns")
    .select("input_tokens, output_tokens")
    .eq("outcome", "sent")
    .limit(1_000);
  if (error) throw new Error(error.message);
  const turns = z.array(spent).parse(data);
  const mean = (of: (turn: z.infer<typeof spent>) => number | null) =>
    (turns.reduce((sum, turn) => sum + (of(turn) ?? 0), 0) / turns.length).toFixed(0);
  return [
    ...stack.processes.map((name) => ({
      name: `one exchange: CPU of ${name}`,
      value: `${((((after[name] ?? 0) - (before[name] ?? 0)) * 1_000) / exchanges).toFixed(1)} ms`,
    })),
    ...runs,
    {
      name: "one exchange: tokens of its turn, in and out",
      value: `${mean((turn) => turn.input_tokens)} and ${mean((turn) => turn.output_tokens)}`,
    },
  ];
}

async function askAll(
  running: RunningStack,
  people: readonly Customer[],
  words: string,
  answers: number,
): Promise<void> {
  for (let from = 0; from < people.length; from += 25) {
    const some = people.slice(from, from + 25);
    await Promise.all(some.map((customer) => running.post(textEvent(customer, words))));
  }
  await until(
    "every question is answered and embedded",
    async () => {
      const { count } = await running.database
        .from("chat_messages")
        .select("id", { count: "exact", head: true })
        .eq("embedding_status", "pending");
      return (await running.countSent()) >= answers && count === 0;
    },
    300_000,
  );
  await sleep(2_000);
}

async function runsPerExchange({ urls }: Stack): Promise<Row[]> {
  const answer = await fetch(`${urls.inngest}/_local/runs?limit=100000`);
  const runs = engineRuns.parse(await answer.json());
  const byFunction = Map.groupBy(runs, (run) => run.function_id.replace(/^parcelo-/, ""));
  const turns = byFunction.get("agent-turn")?.length ?? 0;
  if (turns === 0) throw new Error("The engine knows no run of agent-turn");
  const sum = (of: (typeof runs)[number][], what: (run: (typeof runs)[number]) => number) =>
    of.reduce((total, run) => total + what(run), 0);
  const rows = [...byFunction].map(([name, some]): Row => {
    const steps = sum(some, (run) => run.steps.length);
    return {
      name: `one exchange: runs of ${name}`,
      value: `${(some.length / turns).toFixed(2)} runs, ${(steps / turns).toFixed(2)} steps`,
    };
  });
  const steps = sum(runs, (run) => run.steps.length);
  return [
    {
      name: `one exchange: runs of all jobs (${turns} turns)`,
      value: `${(runs.length / turns).toFixed(2)} runs, ${(steps / turns).toFixed(2)} steps, ${(sum(runs, (run) => run.requests) / turns).toFixed(2)} calls of the app`,
    },
    ...rows.sort((a, b) => a.name.localeCompare(b.name)),
  ];
}

/** The stack has ended; its database is opened again and every table weighed. */
async function bytesByTable(dataDir: string): Promise<Row[]> {
  const migrationsDir = join(import.meta.dirname, "../../supabase/migrations");
  const supabase = await startSupabase({ dataDir: join(dataDir, "supabase"), migrationsDir });
  if (supabase.isNew) throw new Error("The stack's database was not found again");
  try {
    await supabase.query("vacuum analyze");
    const tables = await supabase.query<{ name: string; bytes: number; rows: number }>(
      `select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes, greatest(c.reltuples, 0)::float8 as rows
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.reltuples >= $1
       order by bytes desc`,
      [customers / 2],
    );
    const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
    return [
      {
        name: `one exchange: bytes in the database, indexes included (${exchanges} exchanges)`,
        value: `${(bytes / exchanges).toFixed(0)} bytes`,
      },
      ...tables.map((table) => ({
        name: `one exchange: ${table.name}`,
        value: `${(table.bytes / exchanges).toFixed(0)} bytes, ${(table.rows / exchanges).toFixed(2)} rows`,
      })),
    ];
  } finally {
    await supabase.close();
  }
}
