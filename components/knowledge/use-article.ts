"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { knowledgeCopy } from "@/components/copy/knowledge";
import {
  fetchArticle,
  type KnowledgeAct,
  knowledgeKeys,
  postArticle,
  postArticleAct,
} from "@/components/knowledge/knowledge-queries";
import { toast } from "@/components/ui/toast";
import type { ArticleDetail, ArticleInput } from "@/lib/knowledge/console-schemas";

/** One article with everything that can be done to it; without an id one that is not saved yet. */
export function useArticle(id: string | null) {
  const client = useQueryClient();
  const router = useRouter();
  const read = useQuery({
    queryKey: knowledgeKeys.article(id ?? "new"),
    queryFn: ({ signal }) => fetchArticle(id ?? "", signal),
    enabled: id !== null,
  });
  const detail = read.data ?? null;
  const keep = async (next: ArticleDetail | null) => {
    if (next) client.setQueryData(knowledgeKeys.article(next.article_id), next);
    await client.invalidateQueries({ queryKey: knowledgeKeys.lists });
  };
  return {
    read,
    detail,
    shown: detail && (detail.draft ?? detail.published ?? detail.versions[0] ?? null),
    async save(article: ArticleInput) {
      const next = await postArticle(id, article, detail?.draft?.revision ?? null);
      await keep(next);
      toast(knowledgeCopy.acts.saved);
      if (id === null) router.replace(`/knowledge/${next.article_id}` as Route);
    },
    async act(act: KnowledgeAct) {
      if (id === null) return;
      const next = await postArticleAct(id, act);
      await keep(next);
      if (next === null) router.replace("/knowledge");
    },
  };
}
