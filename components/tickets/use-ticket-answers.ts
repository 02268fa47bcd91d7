"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ticketsCopy } from "@/components/copy/tickets";
import {
  postTicketNote,
  postTicketReply,
  postTicketTemplate,
  ticketKeys,
} from "@/components/tickets/ticket-queries";
import { toast } from "@/components/ui/toast";
import type { TemplateOrder } from "@/lib/whatsapp/template-choice";

export type TicketAnswers = ReturnType<typeof useTicketAnswers>;

/**
 * Replies, templates and notes on one ticket. A reply keeps one key over all its tries, so a try whose
 * answer was lost does not send twice; the text of a failed one stays until it is discarded.
 */
export function useTicketAnswers(ticketId: string) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ticketKeys.all });
  const reply = useMutation({
    mutationFn: (given: { text: string; client_key: string }) => postTicketReply(ticketId, given),
    onSuccess: () => {
      toast(ticketsCopy.said.replied);
      return refresh();
    },
    // A refusal means that something about the conversation has changed: the reason comes with it.
    onError: () => void refresh(),
  });
  return {
    /** The reply that is under way or was refused. */
    pending: reply.isPending || reply.isError ? reply.variables : null,
    error: reply.error,
    send: (text: string) => reply.mutate({ text, client_key: crypto.randomUUID() }),
    retry: () => reply.variables && reply.mutate(reply.variables),
    discard: reply.reset,
    sendTemplate: async (order: TemplateOrder) => {
      await postTicketTemplate(ticketId, order);
      toast(ticketsCopy.said.replied);
      void refresh();
    },
    addNote: async (note: { id: string; body: string }) => {
      await postTicketNote(ticketId, note);
      await refresh();
    },
  };
}
