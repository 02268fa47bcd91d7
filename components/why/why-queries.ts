import { requestJson } from "@/components/query/request-json";
import type { PromptAsSent, TurnWhy } from "@/lib/agent/console-schemas";

export const whyKeys = {
  turn: (id: string) => ["turns", id, "why"] as const,
  prompts: (id: string) => ["turns", id, "prompts"] as const,
};

export const fetchWhy = (id: string, signal: AbortSignal) =>
  requestJson<TurnWhy>(`/api/console/turns/${id}/why`, { signal });

/** Audited: asked for when an admin presses, never before. */
export const postReadPrompts = (id: string) =>
  requestJson<PromptAsSent[]>(`/api/console/turns/${id}/prompts`, { body: {} });

export const fetchTurnBehind = (messageId: string) =>
  requestJson<{ turn_id: string }>(`/api/console/messages/${messageId}/turn`);
