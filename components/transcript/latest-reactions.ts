import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** The last reaction of each side; an empty one took the earlier back. */
export function latestReactions({ reactions }: TranscriptMessage): string[] {
  const last = new Map(reactions.map(({ author, emoji }) => [author, emoji]));
  return [...last.values()].filter((emoji): emoji is string => Boolean(emoji));
}
