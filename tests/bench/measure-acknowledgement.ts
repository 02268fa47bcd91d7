import { createClient } from "@supabase/supabase-js";
import type { Stack } from "../../local/start-stack";
import {
  type Customer,
  receivedEvent,
  someCustomer,
  textEvent,
  textMessage,
} from "../integration/customer";
import { type RunningStack, until } from "../integration/running-stack";
import { type LoadFigures, load, median, type Target } from "./load";
import type { Row } from "./print-table";

const rounds = 3;
const secondsEach = 4;
const connectionCounts = [1, 16, 64];

/**
 * The webhook's acknowledgement beside an empty route of the same server and beside one trivial call
 * of the same database, interleaved, medians of three rounds. A person has every conversation, so
 * that no turn runs meanwhile: this is about acknowledging, the whole path is measured apart. What each
 * message brings besides (its embedding, the job engine) runs on the same cores.
 */
export async function measureAcknowledgement(running: RunningStack, stack: Stack): Promise<Row[]> {
  const appUrl = stack.urls.app;
  const customers = Array.from({ length: 50 }, () => someCustomer());
  await takeOver(customers, running, stack);
  let next = 0;
  const someone = () => customers[next++ % customers.length] ?? someCustomer();
  const targets: Record<string, Target> = {
    "empty route": { url: `${appUrl}/healthz` },
    "one database call": databaseCall(running),
    "webhook, one message": webhook(running, () => JSON.stringify(textEvent(someone(), "Hello"))),
  };
  for (const target of Object.values(targets)) await load(target, 16, 2);

  const figures = new Map<string, LoadFigures[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const connections of connectionCounts) {
      for (const [name, target] of Object.entries(targets)) {
        const key = `${name} · ${connections} connections`;
        const measured = await load(target, connections, secondsEach);
        figures.set(key, [...(figures.get(key) ?? []), measured]);
      }
    }
  }
  const rows = [...figures].map(([name, runs]): Row => ({ name, ...medians(runs) }));
  const p99 = (name: string) =>
    rows.find((row) => row.name === `${name} · 16 connections`)?.p99 ?? 0;
  const ratio = p99("webhook, one message") / (p99("empty route") + p99("one database call"));
  rows.push({
    name: "p99 of the acknowledgement against empty route + one database call, 16 connections",
    value: `${ratio.toFixed(2)} × (target: at most 3)`,
  });
  return rows;
}

/** Support takes each customer's conversation before the bot begins with it. */
async function takeOver(customers: Customer[], running: RunningStack, { env, staff }: Stack) {
  const support = createClient(env.SUPABASE_URL ?? "", env.SUPABASE_ANON_KEY ?? "");
  const signedIn = await support.auth.signInWithPassword({
    email: staff.support.email,
    password: staff.password,
  });
  if (signedIn.error) throw signedIn.error;
  for (const customer of customers) {
    await running.post(textEvent(customer, "Hello"));
    const session = await until("it is stored", () => running.sessionOf(customer));
    const { error } = await support.rpc("take_over_session", { p_session_id: session.id });
    if (error) throw new Error(error.message);
  }
}

/** Events a second through intake when one webhook holds 1, 10 or 200 messages. */
export async function measureBatches(running: RunningStack): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of [1, 10, 200]) {
    const runs: LoadFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const target = webhook(running, () => batch(size));
      runs.push(await load(target, 4, secondsEach));
    }
    const figures = medians(runs);
    const perSecond = figures.perSecond * size;
    rows.push({ name: `intake, ${size} in a webhook · 4 connections`, ...figures, perSecond });
  }
  return rows;
}

function batch(size: number): string {
  const customers = Array.from({ length: Math.ceil(size / 10) }, () => someCustomer());
  const messages = Array.from({ length: size }, (_, n) =>
    textMessage(customers[n % customers.length] ?? someCustomer(), `Line ${n}`),
  );
  return JSON.stringify(receivedEvent(customers, messages));
}

function webhook(running: RunningStack, body: () => string): Target {
  return {
    url: `${running.webhookUrl}?token=${encodeURIComponent(running.secret)}`,
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  };
}

function databaseCall(running: RunningStack): Target {
  const { url, key } = running.gateway;
  return {
    url: `${url}/rest/v1/rpc/begin_generation`,
    method: "POST",
    headers: { "content-type": "application/json", apikey: key, authorization: `Bearer ${key}` },
    // No such turn: one call through the same gateway that finds nothing and changes nothing.
    body: () =>
      '{"p_turn_id":"00000000-0000-4000-8000-000000000000","p_fence":1,"p_lease_ms":1000}',
  };
}

function medians(runs: readonly LoadFigures[]): LoadFigures {
  const of = (key: keyof LoadFigures) => median(runs.map((run) => run[key]));
  return {
    perSecond: of("perSecond"),
    p50: of("p50"),
    p95: of("p95"),
    p99: of("p99"),
    failures: Math.max(...runs.map((run) => run.failures)),
  };
}
