import { performance } from "node:perf_hooks";
import { z } from "zod";
import { embedQuestions } from "@/lib/recall/embed-questions";
import type { Embedded } from "@/lib/recall/embed-texts";
import { recallSettings } from "@/lib/recall/recall-settings";
import { searchMemory } from "@/lib/recall/search-memory";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import type { RunningSupabase } from "../../local/supabase/start-supabase";
import type { Answered } from "./metrics";
import { ask, type StoredDialogue } from "./store-dialogue";

export const arms = ["vector", "lexical", "fused"] as const;
export type Arm = (typeof arms)[number];
export type Answers = Record<Arm, Answered[]> & { byWeight: Map<number, Answered[]> };

const deep = 50;
const windowSize = 12;

/** Asks every question of a dialogue through each arm of the shipped search; neighbours do not count. */
export async function askQuestions(
  supabase: RunningSupabase,
  stored: StoredDialogue,
  weights: readonly number[],
): Promise<Answers> {
  const answers: Answers = { vector: [], lexical: [], fused: [], byWeight: new Map() };
  for (const { text, category, gold } of stored.dialogue.questions) {
    const uptoSeq = await ask(supabase, stored, text);
    const started = performance.now();
    // On a busy machine the stand-in may not answer in the time that a reply would wait.
    const embedded = (await embedQuestions([text])) ?? (await embedQuestions([text]));
    const embedMs = performance.now() - started;
    if (!embedded) throw new Error("The embedder did not answer");
    const fusedWith = (vectorWeight: number) => () =>
      hybrid(stored, text, embedded, uptoSeq, vectorWeight);
    const timed = async (search: () => Promise<string[]>, before: number): Promise<Answered> => {
      const begun = performance.now();
      const messages = await search();
      const ms = before + performance.now() - begun;
      const found = messages.flatMap((id) => stored.turnIdOfMessage.get(id) ?? []);
      return { category, gold, found, ms };
    };
    answers.vector.push(await timed(() => nearest(stored, embedded, uptoSeq), embedMs));
    answers.lexical.push(await timed(() => hybrid(stored, text, null, uptoSeq), 0));
    answers.fused.push(await timed(fusedWith(recallSettings().vector_weight), embedMs));
    for (const weight of weights) {
      const answered = await timed(fusedWith(weight), embedMs);
      answers.byWeight.set(weight, [...(answers.byWeight.get(weight) ?? []), answered]);
    }
  }
  return answers;
}

async function hybrid(
  stored: StoredDialogue,
  question: string,
  embedded: Embedded[] | null,
  uptoSeq: number,
  vectorWeight = recallSettings().vector_weight,
): Promise<string[]> {
  const { hits } = await searchMemory({
    sessionId: stored.askingSessionId,
    queries: [question],
    embedded,
    uptoSeq,
    windowSize,
    limit: deep,
    settings: { ...recallSettings(), vector_weight: vectorWeight },
  });
  return hits.map((hit) => hit.message_id);
}

async function nearest(
  stored: StoredDialogue,
  embedded: Embedded[],
  uptoSeq: number,
): Promise<string[]> {
  const rows = await callFunction(
    serviceClient(),
    "match_session_messages",
    {
      session_id: stored.askingSessionId,
      query_embedding: JSON.stringify(embedded[0]?.vectors[0]),
      match_limit: deep,
      upto_seq: uptoSeq,
      window_size: windowSize,
    },
    z.array(z.object({ message_id: z.uuid() })),
  );
  return [...new Set(rows.map((row) => row.message_id))];
}
