import { requestJson } from "@/components/query/request-json";
import type {
  ArticleCursor,
  ArticleDetail,
  ArticleFilter,
  ArticleInput,
  ArticlePage,
  ProfileDetail,
  ProfileInput,
  ProfileVersion,
} from "@/lib/knowledge/console-schemas";

/** Every query key of this domain. */
export const knowledgeKeys = {
  lists: ["knowledge", "articles"] as const,
  list: (filter: ArticleFilter) => ["knowledge", "articles", filter] as const,
  article: (id: string) => ["knowledge", "article", id] as const,
  profile: ["knowledge", "profile"] as const,
};

const articles = "/api/console/knowledge/articles";
const profile = "/api/console/knowledge/profile";

export function fetchArticles(
  filter: ArticleFilter,
  cursor: ArticleCursor | null,
  signal: AbortSignal,
) {
  const query = new URLSearchParams(cursor ?? {});
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return requestJson<ArticlePage>(`${articles}?${query}`, { signal });
}

export function fetchArticle(id: string, signal: AbortSignal) {
  return requestJson<ArticleDetail>(`${articles}/${id}`, { signal });
}

export function postArticle(id: string | null, article: ArticleInput, revision: number | null) {
  return id === null
    ? requestJson<ArticleDetail>(articles, { body: { article } })
    : requestJson<ArticleDetail>(`${articles}/${id}`, { body: { article, revision } });
}

export function postArticleAct(id: string, act: KnowledgeAct) {
  return requestJson<ArticleDetail | null>(`${articles}/${id}/${act.kind}`, { body: act.body });
}

export function postSamples() {
  return requestJson<{ count: number }>("/api/console/knowledge/samples", { body: {} });
}

export function fetchProfile(signal: AbortSignal) {
  return requestJson<ProfileDetail>(profile, { signal });
}

export function postProfile(value: ProfileInput, revision: number | null) {
  return requestJson<ProfileVersion>(profile, { body: { profile: value, revision } });
}

export function postProfileAct(act: KnowledgeAct) {
  return requestJson<ProfileDetail>(`${profile}/${act.kind}`, { body: act.body });
}

/** What can be done to an article or the profile beside saving a draft. */
export type KnowledgeAct =
  | { kind: "publish"; body: { revision: number; why: string } }
  | { kind: "roll-back"; body: { version: number; why: string } }
  | { kind: "retire"; body: { why: string } }
  | { kind: "discard"; body: { revision: number } };
