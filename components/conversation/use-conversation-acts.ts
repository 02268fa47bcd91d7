"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  conversationKeys,
  postAssign,
  postClose,
  postHandBack,
  postReopen,
  postTakeOver,
} from "@/components/conversation/conversation-queries";
import { sayWithUndo, undoLast } from "@/components/conversation/say-with-undo";
import { conversationCopy } from "@/components/copy/conversation";
import { useShortcut } from "@/components/frame/shortcuts";
import { errorSentence } from "@/components/query/error-sentence";
import { toast } from "@/components/ui/toast";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

type Act = "takeOver" | "handBack" | "close" | "reopen" | { assign: string | null; name: string };

/** Who answers, and whether the conversation goes on: each act is said in a toast that takes it back. */
export function useConversationActs(session: SessionHeader) {
  const client = useQueryClient();
  const words = conversationCopy.said;
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const act = useMutation({
    mutationFn: ({ act }: { act: Act; undoes?: boolean; before: SessionHeader }) => {
      if (act === "takeOver") return postTakeOver(session.id);
      if (act === "handBack") return postHandBack(session.id);
      if (act === "close") return postClose(session.id);
      if (act === "reopen") return postReopen(session.id);
      return postAssign(session.id, act.assign);
    },
    // Said in the head of the conversation; where that has been left, in a toast.
    onError: (error, { undoes }) => {
      if (!undoes && !isHere.current) toast.error(words.notDone(errorSentence(error)));
    },
    onSuccess: (after, { act: done, before }) => {
      client.setQueryData(conversationKeys.header(session.id), after);
      void client.invalidateQueries({ queryKey: conversationKeys.changes(session.id) });
      void client.invalidateQueries({ queryKey: ["sessions", "list-changes"] });
      void client.invalidateQueries({ queryKey: conversationKeys.customer(after.customer_id) });
      sayWithUndo(sentenceOf(done, before), () =>
        act.mutateAsync({ act: inverseOf(done, before), before: asOfNow(), undoes: true }),
      );
    },
  });
  // Not this rendering's: what is taken back may have been done since, and be taken back itself.
  const asOfNow = () =>
    client.getQueryData<SessionHeader>(conversationKeys.header(session.id)) ?? session;
  const run = (next: Act) => act.mutate({ act: next, before: asOfNow() });

  const sentenceOf = (done: Act, before: SessionHeader): string => {
    if (done === "takeOver") return words.tookOver;
    if (done === "handBack") return words.handedBack;
    if (done === "reopen") return words.reopened;
    if (done === "close") return before.customer_waits ? words.closedUnanswered : words.closed;
    return done.assign === null ? words.unassigned : words.assigned(done.name);
  };

  const canAct = session.can_write && session.status === "active";
  const can = {
    takeOver: canAct && !(session.owner === "human" && session.mine),
    handBack: canAct && session.owner === "human",
    assign: canAct,
    close: canAct,
    reopen: session.can_write && session.status === "closed" && session.newer_session_id === null,
  };
  useShortcut("t", () => {
    if (can.takeOver && !act.isPending) run("takeOver");
  });
  useShortcut("h", () => {
    if (can.handBack && !act.isPending) run("handBack");
  });
  useShortcut("e", () => {
    if (act.isPending) return;
    if (can.close) run("close");
    else if (can.reopen) run("reopen");
  });
  useShortcut("z", () => undoLast());
  // What could not be taken back is said by the toast that offered it.
  const error = act.variables?.undoes ? null : act.error;
  return { run, can, busy: act.isPending, error };
}

/** What brings back who answered before. */
export function inverseOf(done: Act, before: SessionHeader): Act {
  if (done === "close") return "reopen";
  if (done === "reopen") return "close";
  if (before.owner === "bot") return "handBack";
  return { assign: before.assigned_to, name: before.assigned_name ?? "" };
}
