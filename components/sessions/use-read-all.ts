"use client";

import { useQueryClient } from "@tanstack/react-query";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { errorSentence } from "@/components/query/error-sentence";
import { postReadAll, sessionKeys } from "@/components/sessions/session-queries";
import { toast } from "@/components/ui/toast";

/** Marks everything as read, and takes it back on Undo. */
export function useReadAll() {
  const client = useQueryClient();
  const mark = async (uptoSeq: number | null) => {
    const { before } = await postReadAll(uptoSeq);
    await client.invalidateQueries({ queryKey: sessionKeys.lists });
    return before;
  };
  const sayWhy = (error: unknown) => void toast.error(errorSentence(error));
  return () =>
    mark(null).then((before) => sayWithUndo(sessionSearchCopy.allRead, () => mark(before)), sayWhy);
}
