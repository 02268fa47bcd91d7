import { z } from "zod";
import { routes } from "@/lib/agent/routes";

/** Instants travel as Postgres wrote them: a cursor made of them must keep the microseconds. */
const instant = z.string();

export const articleStates = ["draft", "published", "retired"] as const;
export const articleRoutes = routes.filter((route) => route !== "unsafe");
const articleRoute = z.enum(
  articleRoutes as [(typeof articleRoutes)[number], ...typeof articleRoutes],
);

export const articleFilter = z.object({
  state: z.enum(articleStates).nullable(),
  route: articleRoute.nullable(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable(),
  search: z.string().max(200),
});

export const articleRow = z.object({
  article_id: z.uuid(),
  title: z.string(),
  state: z.enum(articleStates),
  version: z.int(),
  routes: z.array(z.string()),
  language: z.string(),
  tags: z.array(z.string()),
  is_sample: z.boolean(),
  excerpt: z.string(),
  /** Beside a draft: what the agent goes by meanwhile. */
  published_version: z.int().nullable(),
  updated_at: instant,
  updated_by: z.string().nullable(),
});

export const articleCursor = z.object({ at: instant, id: z.uuid() });
export const articlePage = z.object({
  rows: z.array(articleRow),
  next: articleCursor.nullable(),
  languages: z.array(z.string()),
});

const written = {
  version: z.int(),
  state: z.enum(articleStates),
  is_sample: z.boolean(),
  revision: z.int(),
  based_on: z.int().nullable(),
  note: z.string(),
  created_by: z.string().nullable(),
  updated_at: instant,
  published_by: z.string().nullable(),
  published_at: instant.nullable(),
};

export const articleVersion = z.object({
  ...written,
  article_id: z.uuid(),
  title: z.string(),
  body: z.string(),
  routes: z.array(z.string()),
  language: z.string(),
  tags: z.array(z.string()),
  retired_by: z.string().nullable(),
  retired_at: instant.nullable(),
  retire_note: z.string(),
});

export const articleDetail = z.object({
  article_id: z.uuid(),
  draft: articleVersion.nullable(),
  published: articleVersion.nullable(),
  versions: z.array(articleVersion),
});

export const profileVersion = z.object({
  ...written,
  persona: z.string(),
  tone: z.string(),
  guidance: z.record(z.string(), z.string()),
  facts: z.string(),
});

export const profileDetail = z.object({
  draft: profileVersion.nullable(),
  published: profileVersion.nullable(),
  versions: z.array(profileVersion),
});

/** What an admin types; the same rules at the field, at the endpoint and in the database. */
export const articleInput = z.object({
  title: z.string().trim().min(1).max(160),
  body: z.string().trim().min(1).max(12_000),
  routes: z.array(articleRoute),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}$/),
  tags: z.array(z.string().trim().min(1).max(60)).max(30),
});

export const profileInput = z.object({
  persona: z.string().trim().min(1).max(4_000),
  tone: z.string().trim().max(2_000),
  guidance: z.partialRecord(z.enum(routes), z.string().trim().max(3_000)),
  facts: z.string().trim().max(6_000),
});

export const revision = z.int().positive();
export const why = z.string().trim().max(500);

export type ArticleFilter = z.infer<typeof articleFilter>;
export type ArticleRow = z.infer<typeof articleRow>;
export type ArticlePage = z.infer<typeof articlePage>;
export type ArticleCursor = z.infer<typeof articleCursor>;
export type ArticleVersion = z.infer<typeof articleVersion>;
export type ArticleDetail = z.infer<typeof articleDetail>;
export type ArticleInput = z.infer<typeof articleInput>;
export type ProfileVersion = z.infer<typeof profileVersion>;
export type ProfileDetail = z.infer<typeof profileDetail>;
export type ProfileInput = z.infer<typeof profileInput>;
