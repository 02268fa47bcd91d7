"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookOpen, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { articleColumns } from "@/components/knowledge/article-columns";
import {
  fetchArticles,
  knowledgeKeys,
  postSamples,
} from "@/components/knowledge/knowledge-queries";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { DataList } from "@/components/list/data-list";
import { FilterSelect } from "@/components/list/filter-select";
import { ListPage } from "@/components/list/list-page";
import { ListSearch } from "@/components/list/list-search";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import {
  type ArticleCursor,
  type ArticlePage,
  type ArticleRow,
  articleRoutes,
  articleStates,
} from "@/lib/knowledge/console-schemas";

const words = knowledgeCopy.list;

/** What the agent knows, article by article; filters and search live in the address. */
export function ArticleList({ canEdit }: { canEdit: boolean }) {
  const router = useRouter();
  const [given, setFilter] = useQueryStates({
    state: parseAsStringLiteral(articleStates),
    route: parseAsStringLiteral(articleRoutes),
    language: parseAsString,
    search: parseAsString.withDefault(""),
  });
  const filter = { ...given, language: /^[a-z]{2,3}$/.exec(given.language ?? "")?.[0] ?? null };
  const list = useKeysetList<ArticleRow, ArticleCursor, ArticlePage>({
    queryKey: knowledgeKeys.list(filter),
    fetchPage: (cursor, signal) => fetchArticles(filter, cursor, signal),
    pollMs: 30_000,
  });
  const languages = list.pages[0]?.languages ?? [];
  return (
    <ListPage
      title={knowledgeCopy.title}
      note={canEdit ? undefined : knowledgeCopy.readOnly}
      actions={canEdit && <EditorActions />}
      toolbar={
        <>
          <KnowledgeTabs tab="articles" />
          <ListSearch
            label={words.search}
            value={filter.search}
            onChange={(search) => setFilter({ search: search || null })}
            className="w-60 max-tablet:w-full"
          />
          <FilterSelect
            label={words.state}
            value={filter.state}
            options={articleStates.map((value) => ({ value, label: knowledgeCopy.states[value] }))}
            onChange={(state) => setFilter({ state })}
          />
          <FilterSelect
            label={words.route}
            value={filter.route}
            options={articleRoutes.map((value) => ({
              value,
              label: knowledgeCopy.routes[value] ?? value,
            }))}
            onChange={(route) => setFilter({ route })}
          />
          <FilterSelect
            label={words.language}
            value={filter.language}
            options={languages.map((value) => ({
              value,
              label: knowledgeCopy.languages[value] ?? value,
            }))}
            onChange={(language) => setFilter({ language })}
          />
        </>
      }
    >
      <DataList
        label={knowledgeCopy.tabs.articles}
        list={list}
        columns={articleColumns}
        rowId={(row) => row.article_id}
        rowName={(row) => row.title}
        rowHeight={56}
        onOpen={(row) => router.push(`/knowledge/${row.article_id}` as Route)}
        empty={{ icon: BookOpen, title: words.empty.title, body: words.empty.body }}
        isFiltered={Boolean(filter.state || filter.route || filter.language || filter.search)}
        onClearFilters={() => setFilter(null)}
        failed={{ title: words.failed, body: words.failedBody }}
      />
    </ListPage>
  );
}

function EditorActions() {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: postSamples,
    onSuccess: async ({ count }) => {
      toast(words.imported(count));
      await client.invalidateQueries({ queryKey: knowledgeKeys.lists });
    },
  });
  return (
    <>
      {add.isError && (
        <span role="alert" className="self-center text-xs text-bad">
          {errorSentence(add.error)}
        </span>
      )}
      <Button disabled={add.isPending} onClick={() => add.mutate()}>
        {words.importSamples}
      </Button>
      <Button asChild variant="primary">
        <Link href="/knowledge/new">
          <Plus aria-hidden="true" className="size-3.5" />
          {words.create}
        </Link>
      </Button>
    </>
  );
}
