import "server-only";
import { randomUUID } from "node:crypto";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { PlaygroundAsk } from "@/lib/agent/playground-schemas";
import type { BegunStep } from "@/lib/chat/begin-turn-step";
import { instant } from "@/lib/chat/console-schemas";
import { turnContext, unansweredMessages } from "@/lib/chat/turn-context";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import { sessionMemory } from "@/lib/memory/session-memory";

const context = turnContext.extend({
  as_of: instant.nullable(),
  memory: sessionMemory.nullable(),
  last_language: z.string().nullable(),
});

export type PlaygroundScene = { begun: BegunStep; words: string; asOf: string | null };

/**
 * A conversation as a turn would have seen it, with the question as its newest message: the customer's
 * own, or a made-up one that no table ever holds.
 * @throws ApiError when the role may not, when there is no such conversation, or nothing to answer in it
 */
export async function readPlaygroundScene(
  supabase: SupabaseClient,
  ask: PlaygroundAsk,
): Promise<PlaygroundScene> {
  const { as_of: asOf, ...read } = await callRpc(
    supabase,
    "playground_context",
    {
      p_session_id: ask.session_id,
      p_upto_seq: ask.upto_seq,
      p_at: ask.at,
      p_is_question: ask.question === null,
      p_window_size: env().LLM_WINDOW_SIZE,
    },
    context,
  );
  const messages =
    ask.question === null ? read.messages : [...read.messages, madeUp(ask.question, read.upto_seq)];
  const begun: BegunStep = { ...read, messages, is_drafted: false, steps: [] };
  const words = unansweredMessages(begun)
    .map((message) => message.rendered_text)
    .join("\n");
  if (words.trim() === "") throw new ApiError("invalid", undefined, { question: "too_small" });
  return { begun, words, asOf };
}

function madeUp(question: string, uptoSeq: number): BegunStep["messages"][number] {
  return {
    id: randomUUID(),
    seq: uptoSeq + 1,
    author: "customer",
    direction: "inbound",
    message_type: "text",
    rendered_text: question,
    created_at: new Date().toISOString(),
    quoted_text: null,
    quoted_author: null,
    media_state: null,
  };
}
