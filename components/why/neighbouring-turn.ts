import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type Reply = Pick<TranscriptMessage, "seq" | "author" | "turn_id">;

/**
 * The turn of the bot's reply before (-1) or after (1) the one that is open, and the first bubble of it;
 * with none open the newest. Null at either end.
 */
export function neighbouringTurn(
  messages: readonly Reply[],
  openTurn: string | null,
  step: -1 | 1,
): { turn: string; seq: number } | null {
  const turns: { turn: string; seq: number }[] = [];
  for (const { author, turn_id: turn, seq } of messages) {
    if (author !== "bot" || turn === null || turns.at(-1)?.turn === turn) continue;
    turns.push({ turn, seq });
  }
  const place = turns.findIndex(({ turn }) => turn === openTurn);
  return (place === -1 ? turns.at(-1) : turns[place + step]) ?? null;
}
