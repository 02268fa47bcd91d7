"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { knowledgeCopy } from "@/components/copy/knowledge";
import {
  fetchProfile,
  type KnowledgeAct,
  knowledgeKeys,
  postProfile,
  postProfileAct,
} from "@/components/knowledge/knowledge-queries";
import { toast } from "@/components/ui/toast";
import type { ProfileInput } from "@/lib/knowledge/console-schemas";

/** The agent's profile with everything that can be done to it. */
export function useProfile() {
  const client = useQueryClient();
  const read = useQuery({
    queryKey: knowledgeKeys.profile,
    queryFn: ({ signal }) => fetchProfile(signal),
  });
  const detail = read.data ?? null;
  return {
    read,
    detail,
    shown: detail && (detail.draft ?? detail.published),
    async save(profile: ProfileInput) {
      const draft = await postProfile(profile, detail?.draft?.revision ?? null);
      if (detail) client.setQueryData(knowledgeKeys.profile, { ...detail, draft });
      toast(knowledgeCopy.acts.saved);
    },
    async act(act: KnowledgeAct) {
      client.setQueryData(knowledgeKeys.profile, await postProfileAct(act));
    },
  };
}
