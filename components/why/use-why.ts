"use client";

import { parseAsString, useQueryState } from "nuqs";
import { whyCopy } from "@/components/copy/why";
import { useShortcut } from "@/components/frame/shortcuts";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";
import { toast } from "@/components/ui/toast";
import { neighbouringTurn } from "@/components/why/neighbouring-turn";
import { fetchTurnBehind } from "@/components/why/why-queries";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

export type Why = {
  turn: string | null;
  open: (turn: string) => void;
  /** Of a line that tells of a hand-over. */
  openBehind: (messageId: string) => void;
  goBefore: () => void;
  goNext: () => void;
  hasBefore: boolean;
  hasNext: boolean;
};

/** Which turn's record is open, in the address as `?why=<turn>`; [ and ] go from reply to reply. */
export function useWhy(about: {
  messages: TranscriptMessage[];
  onOpen: () => void;
  jumpTo: (seq: number) => void;
}): Why {
  const [turn, setTurn] = useQueryState("why", parseAsString);
  const open = (wanted: string) => {
    void setTurn(wanted);
    about.onOpen();
  };
  const before = neighbouringTurn(about.messages, turn, -1);
  const next = neighbouringTurn(about.messages, turn, 1);
  const go = (place: typeof before) => {
    if (!place) return;
    open(place.turn);
    about.jumpTo(place.seq);
  };
  useShortcut("[", () => go(before), whyCopy.before, !before);
  useShortcut("]", () => go(next), whyCopy.next, !next);
  return {
    turn,
    open,
    openBehind: (messageId) =>
      void fetchTurnBehind(messageId).then(
        ({ turn_id }) => open(turn_id),
        (error: unknown) => {
          const none = error instanceof RequestFailure && error.code === "not_found";
          toast.error(none ? whyCopy.noTurn : errorSentence(error));
        },
      ),
    goBefore: () => go(before),
    goNext: () => go(next),
    hasBefore: before !== null,
    hasNext: next !== null,
  };
}
