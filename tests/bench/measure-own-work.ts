import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Customer, someCustomer, textEvent } from "../integration/customer";
import { type RunningStack, until } from "../integration/running-stack";
import { percentile } from "./load";
import type { Row } from "./print-table";

const chunks = 1_000;
const turns = 40;
/** Older than the window of the prompt, younger than retention. */
const longAgo = new Date(Date.now() - 20 * 86_400_000).toISOString();
const subjects = ["laptop", "shoes", "fridge", "phone", "dress", "printer", "blender", "tyre"];
const places = ["Ntinda", "Entebbe", "Jinja", "Mbale", "Gulu", "Mukono", "Arua", "Masaka"];

const latencies = z.object({ model: z.number(), triage: z.number() }).catchall(z.number());

/**
 * What a turn costs besides the model, for a customer with 1,000 embedded messages: from the message's
 * arrival until the reply is handed to the provider, less the calls of classifier and specialist. The look-up's
 * own embedding call and the engine's round trips are in it. Quiet window 0.
 */
export async function measureOwnWork(running: RunningStack): Promise<Row[]> {
  const customer = someCustomer();
  await running.post(textEvent(customer, "Hello"));
  const session = await until("the first reply", () => answered(running, customer, 1), 60_000);
  await fillMemory(running, session);
  const own: number[] = [];
  const whole: number[] = [];
  const calls: number[] = [];
  let recalled = 0;
  for (let n = 0; n < turns; n += 1) {
    const words = `What did I say about the ${subjects[n % subjects.length]} in ${places[n % places.length]}?`;
    await running.post(textEvent(customer, words));
    await until("the reply", () => answered(running, customer, n + 2), 30_000);
    const { data, error } = await running.database
      .from("agent_turns")
      .select("id, requested_at, latency_ms, recall_count")
      .eq("session_id", session.id)
      .order("requested_at", { ascending: false })
      .limit(1)
      .single();
    if (error) throw new Error(error.message);
    recalled += (data.recall_count ?? 0) > 0 ? 1 : 0;
    const spent = latencies.parse(data.latency_ms);
    const took = (await handedOverAt(running, data.id)) - Date.parse(data.requested_at);
    whole.push(took);
    own.push(took - spent.model - spent.triage);
    const asked = await running.database.from("turn_prompts").select("id").eq("turn_id", data.id);
    if (asked.error) throw new Error(asked.error.message);
    calls.push(asked.data.length);
    await seemLongAgo(running, session.id);
    await sleep(150);
  }
  if (recalled < turns / 2) throw new Error(`Only ${recalled} turns recalled anything`);
  const row = (name: string, values: number[]): Row => {
    const sorted = values.toSorted((a, b) => a - b);
    return {
      name,
      p50: percentile(sorted, 0.5),
      p95: percentile(sorted, 0.95),
      p99: percentile(sorted, 0.99),
    };
  };
  return [
    row(`turn besides the model, ${chunks} chunks a customer`, own),
    row("… with the stand-in's classifier and specialist", whole),
    { name: `turns that recalled something, of ${turns}`, value: String(recalled) },
    { name: "model calls of a turn without tools, most", value: String(Math.max(...calls)) },
  ];
}

async function answered(running: RunningStack, customer: Customer, replies: number) {
  const session = await running.sessionOf(customer);
  if (!session) return null;
  const { count } = await running.database
    .from("agent_turns")
    .select("id", { count: "exact", head: true })
    .eq("session_id", session.id)
    .eq("outcome", "sent");
  return (count ?? 0) >= replies ? session : null;
}

/** Nobody writes forty times a minute: without this the guards against machines would end the talk. */
async function seemLongAgo(running: RunningStack, sessionId: string) {
  const hoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const [messages, turnsOf] = await Promise.all([
    running.database
      .from("chat_messages")
      .update({ created_at: hoursAgo })
      .eq("session_id", sessionId)
      .gt("created_at", hoursAgo),
    running.database
      .from("agent_turns")
      .update({ claimed_at: hoursAgo })
      .eq("session_id", sessionId)
      .gt("claimed_at", hoursAgo),
  ]);
  const error = messages.error ?? turnsOf.error;
  if (error) throw new Error(error.message);
}

/** Messages of long ago, written straight into the table and embedded by the job as any other. */
async function fillMemory(running: RunningStack, session: { id: string; customer_id: string }) {
  const rows = Array.from({ length: chunks }, (_, n) => {
    const text = `Number ${n}: the ${subjects[n % 8]} goes to ${places[Math.floor(n / 8) % 8]}, box ${n * 7}, colour ${n % 13}.`;
    const inbound = n % 2 === 0;
    return {
      ...{ session_id: session.id, customer_id: session.customer_id, text, rendered_text: text },
      ...{ message_type: "text", direction: inbound ? "inbound" : "outbound" },
      ...{ author: inbound ? "customer" : "staff", created_at: longAgo },
      ...{ state: inbound ? null : "sent", purpose: inbound ? null : "staff_reply" },
      starts_turn: false,
    };
  });
  for (let at = 0; at < rows.length; at += 250) {
    const { error } = await running.database.from("chat_messages").insert(rows.slice(at, at + 250));
    if (error) throw new Error(error.message);
  }
  const newest = await running.database
    .from("chat_messages")
    .select("seq")
    .eq("session_id", session.id)
    .order("seq", { ascending: false })
    .limit(1)
    .single();
  if (newest.error) throw new Error(newest.error.message);
  // All of it counts as answered, and no summary is due: neither is what is measured.
  await running.database
    .from("chat_sessions")
    .update({ summarised_upto_seq: 9_000_000, replied_upto_seq: newest.data.seq })
    .eq("id", session.id);
  await until(
    "1,000 messages are embedded",
    async () => {
      await running.redrive();
      await sleep(1_000);
      const { count } = await running.database
        .from("chat_messages")
        .select("id", { count: "exact", head: true })
        .eq("session_id", session.id)
        .eq("embedding_status", "pending");
      return count === 0;
    },
    300_000,
  );
}

/**
 * When the first bubble of this turn was handed to the provider. Not when it was sent: receipts tell that in
 * whole seconds.
 */
async function handedOverAt(running: RunningStack, turnId: string): Promise<number> {
  const reply = await running.database
    .from("chat_messages")
    .select("id")
    .eq("turn_id", turnId)
    .eq("part_index", 0)
    .single();
  if (reply.error) throw new Error(reply.error.message);
  const at = await until("it is handed over", async () => {
    const attempt = await running.database
      .from("send_attempts")
      .select("started_at")
      .eq("message_id", reply.data.id)
      .eq("attempt_no", 1)
      .single();
    return attempt.data?.started_at ?? null;
  });
  return Date.parse(at);
}
