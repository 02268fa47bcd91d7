"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { sessionSearchCopy } from "@/components/copy/session-search";
import {
  fetchViews,
  postDeleteView,
  postView,
  sessionKeys,
} from "@/components/sessions/session-queries";
import type { SavedView } from "@/lib/chat/view-schemas";

/** Saved filters and what can be done to them; each answer brings all of them as they are now. */
export function useSavedViews() {
  const client = useQueryClient();
  const keep = (views: SavedView[]) => client.setQueryData(sessionKeys.views, views);
  const views = useQuery({
    queryKey: sessionKeys.views,
    queryFn: ({ signal }) => fetchViews(signal),
  });
  const save = useMutation({ mutationFn: postView, onSuccess: keep });
  const remove = useMutation({
    mutationFn: (view: SavedView) => postDeleteView(view.id),
    onSuccess: (left, view) => {
      keep(left);
      sayWithUndo(sessionSearchCopy.removed(view.name), () => save.mutateAsync(view));
    },
  });
  return { views, save, remove };
}
