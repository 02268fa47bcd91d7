import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { assembleAnswer } from "@/lib/agent/assemble-answer";
import { countTokens, encodingOf } from "@/lib/agent/count-tokens";
import { costOf, draftInPlayground } from "@/lib/agent/draft-playground";
import { longestQuery, mostArticles } from "@/lib/agent/find-material";
import { type PlaygroundScene, readPlaygroundScene } from "@/lib/agent/playground-context";
import type { PlaygroundAsk, PlaygroundResult } from "@/lib/agent/playground-schemas";
import { profileText } from "@/lib/agent/profile-text";
import { promptShares } from "@/lib/agent/prompt/prompt-shares";
import { triageTurn } from "@/lib/agent/triage";
import { routeOf, type Triage } from "@/lib/agent/triage-format";
import type { Material } from "@/lib/agent/turn-material";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import { findArticles } from "@/lib/knowledge/find-articles";
import { readAgentProfile } from "@/lib/knowledge/read-agent-profile";
import { consoleRecall } from "@/lib/recall/console-recall";
import { recallSettings } from "@/lib/recall/recall-settings";

/**
 * What the bot would know and be asked for a question at a moment of a conversation, by the pipeline's
 * own search and assembly. Sends nothing and stores nothing but the audit of a model call.
 * @throws ApiError when the role may not, or what is named does not exist
 */
export async function askPlayground(
  supabase: SupabaseClient,
  ask: PlaygroundAsk,
): Promise<PlaygroundResult> {
  const scene = await readPlaygroundScene(supabase, ask);
  const { begun, words } = scene;
  const own = words.slice(0, longestQuery).toWellFormed();
  const profile = await readAgentProfile(
    ask.profile_version === null ? {} : { version: ask.profile_version },
  );
  if (ask.profile_version !== null && !profile) {
    throw new ApiError("invalid", undefined, { profile_version: "unknown" });
  }
  const triaged = ask.mode === "recall" ? null : await classify(supabase, ask, scene);
  const route = ask.route ?? triaged?.route ?? "general";
  const query = triaged?.search_query ?? null;
  const [recall, articles] = await Promise.all([
    consoleRecall(supabase, {
      sessionId: begun.session_id,
      queries: query ? [own, query] : [own],
      uptoSeq: begun.upto_seq,
      windowSize: Math.max(env().LLM_WINDOW_SIZE, begun.messages.length),
      limit: env().EMBEDDINGS_RECALL_LIMIT,
    }),
    route === "unsafe"
      ? []
      : findArticles({
          query: query ? `${query}\n${own}` : own,
          ...{ route, limit: mostArticles, drafts: ask.drafts },
        }),
  ]);
  const material: Material = {
    route,
    language: triaged?.language ?? begun.last_language ?? begun.locale ?? "en",
    // Handing over writes: a draft cannot do it.
    wantsHuman: false,
    note: null,
    hits: recall.hits,
    articles: articles.map(({ id, version, title, body }) => ({ id, version, title, body })),
  };
  const model = env().AGENT_MODEL;
  const text = profileText(profile, route);
  const prompt = assembleAnswer({
    ...{ begun, material, model, profile: text, round: 0, promptShare: 1, brief: false },
  });
  const encoding = encodingOf(model);
  const { min_similarity, min_coverage } = recallSettings();
  if (ask.mode === "draft") await audit(supabase, ask.session_id, "draft", model);
  return {
    upto_seq: begun.upto_seq,
    as_of: scene.asOf,
    question: words,
    route,
    triage: triaged && { ...triaged },
    recall: {
      ...recall,
      hits: recall.hits.map((hit) => ({ ...hit, injected: prompt.injectedHits.has(hit) })),
      floors: { similarity: min_similarity, coverage: min_coverage },
    },
    articles: articles.map(({ id, version, title, coverage }) => ({
      ...{ id, version, title, coverage },
      injected: prompt.injectedArticles.some((each) => each.id === id),
    })),
    profile_version: profile?.version ?? null,
    summary: begun.memory,
    budget: {
      limit: env().LLM_MAX_PROMPT_TOKENS - env().LLM_OUTPUT_BUFFER_TOKENS,
      output_reserve: env().LLM_OUTPUT_BUFFER_TOKENS,
      counted: prompt.countedTokens,
      shares: promptShares(prompt, (part) => countTokens(part, encoding)),
      trimmed: prompt.trimmed,
    },
    draft:
      ask.mode === "draft" ? await draftInPlayground({ begun, material, profile: text }) : null,
  };
}

async function classify(supabase: SupabaseClient, ask: PlaygroundAsk, scene: PlaygroundScene) {
  await audit(supabase, ask.session_id, "triage", env().TRIAGE_MODEL);
  const { triage, result, usage, latencyMs } = await triageTurn(scene.begun, 0);
  const found: Triage = triage;
  return { ...found, route: routeOf(found), result, cost: costOf(usage, latencyMs) };
}

/** Before the call: a look at a conversation by a model is never without its row. */
function audit(
  supabase: SupabaseClient,
  sessionId: string,
  purpose: "triage" | "draft",
  model: string,
): Promise<unknown> {
  return callRpc(
    supabase,
    "note_playground_call",
    { p_session_id: sessionId, p_purpose: purpose, p_model: model },
    z.unknown(),
  );
}
