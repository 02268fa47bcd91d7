"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { mergePhoneMessages } from "@/components/simulator/merge-phone-messages";
import {
  type CustomerAct,
  fetchMessages,
  type PhoneMessage,
  postMessages,
  postRead,
  simulatorKeys,
} from "@/components/simulator/simulator-queries";

type Chat = { messages: PhoneMessage[]; cursor: number };

/** One phone: its bubbles, asked for what changed every second, and what its owner does. */
export function usePhone(id: string) {
  const client = useQueryClient();
  const key = simulatorKeys.messages(id);
  const chat = useQuery({
    queryKey: key,
    staleTime: 0,
    refetchInterval: 1_000,
    queryFn: async ({ signal }): Promise<Chat> => {
      const known = client.getQueryData<Chat>(key);
      const news = await fetchMessages(id, known ? String(known.cursor) : null, signal);
      return {
        messages: mergePhoneMessages(known?.messages ?? [], news.messages),
        cursor: news.cursor,
      };
    },
  });
  const act = useMutation({
    mutationFn: ({ acts, batch }: { acts: CustomerAct[]; batch: boolean }) =>
      postMessages(id, acts, batch),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: simulatorKeys.customers });
    },
  });

  const unread = chat.data?.messages.some((m) => m.direction === "out" && m.status !== "read");
  useEffect(() => {
    if (!unread || document.hidden) return;
    const timer = setTimeout(() => void postRead(id).catch(() => undefined), 1_200);
    return () => clearTimeout(timer);
  }, [unread, id]);

  return { chat, act };
}
