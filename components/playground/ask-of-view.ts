import type { PlaygroundView } from "@/components/playground/use-playground-view";
import type { PlaygroundAsk, PlaygroundMode } from "@/lib/agent/playground-schemas";

/**
 * What the address asks; null while a conversation or a question is missing. Without words of one's own
 * the customer's message at `at` is the question. Pure.
 */
export function askOfView(view: PlaygroundView, mode: PlaygroundMode): PlaygroundAsk | null {
  const question = view.q.trim();
  if (view.session === null || (question === "" && view.at === null)) return null;
  return {
    session_id: view.session,
    upto_seq: view.at,
    at: view.at === null ? view.time : null,
    question: question === "" ? null : question,
    route: view.route,
    profile_version: view.profile,
    drafts: view.drafts !== null,
    mode,
  };
}
