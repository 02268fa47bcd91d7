import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type ArticleCursor,
  type ArticleFilter,
  type ArticleInput,
  articleDetail,
  articlePage,
} from "@/lib/knowledge/console-schemas";

/** A page of articles, newest change first. */
export function listArticles(
  supabase: SupabaseClient,
  request: ArticleFilter & { cursor: ArticleCursor | null },
) {
  const { state, route, language, search, cursor } = request;
  return callRpc(
    supabase,
    "list_articles",
    { p_filter: { state, route, language, search }, p_cursor: cursor, p_limit: 50 },
    articlePage,
  );
}

/** An article with its draft, what is published, and its newest versions. */
export function readArticle(supabase: SupabaseClient, articleId: string) {
  return callRpc(supabase, "read_article", { p_article_id: articleId }, articleDetail);
}

/** Saves a draft: of a new article without an id, else of that one at the revision the admin saw. */
export function saveArticleDraft(
  supabase: SupabaseClient,
  articleId: string | null,
  draft: { article: ArticleInput; revision: number | null },
) {
  return callRpc(
    supabase,
    "save_article_draft",
    { p_article_id: articleId, p_article: draft.article, p_revision: draft.revision },
    articleDetail,
  );
}

/** Null when the article had nothing but this draft and is gone with it. */
export function discardArticleDraft(supabase: SupabaseClient, articleId: string, revision: number) {
  return callRpc(
    supabase,
    "discard_article_draft",
    { p_article_id: articleId, p_revision: revision },
    articleDetail.nullable(),
  );
}

export function publishArticle(
  supabase: SupabaseClient,
  articleId: string,
  publish: { revision: number; why: string },
) {
  return callRpc(
    supabase,
    "publish_article",
    { p_article_id: articleId, p_revision: publish.revision, p_note: publish.why },
    articleDetail,
  );
}

/** Publishes a copy of an earlier version. */
export function rollBackArticle(
  supabase: SupabaseClient,
  articleId: string,
  back: { version: number; why: string },
) {
  return callRpc(
    supabase,
    "roll_back_article",
    { p_article_id: articleId, p_version: back.version, p_note: back.why },
    articleDetail,
  );
}

export function retireArticle(supabase: SupabaseClient, articleId: string, why: string) {
  return callRpc(
    supabase,
    "retire_article",
    { p_article_id: articleId, p_note: why },
    articleDetail,
  );
}

/** Adds the sample articles as drafts; the count of those that were not there yet. */
export function importSampleArticles(supabase: SupabaseClient) {
  return callRpc(supabase, "import_sample_articles", {}, z.object({ count: z.int() }));
}
