import { z } from "zod";
import { type ArticleVersion, articleInput } from "@/lib/knowledge/console-schemas";

const { routes, tags } = articleInput.shape;

/** An article as it is typed: its other words in one line. */
export const articleForm = articleInput.extend({
  tags: z
    .string()
    .transform((line) => line.split(/[,\n]/).filter((tag) => tag.trim() !== ""))
    .pipe(tags),
});

export type ArticleValues = {
  title: string;
  body: string;
  tags: string;
  routes: string[];
  language: string;
};

/** What the form starts with: a version, or nothing yet. */
export function articleValues(version: ArticleVersion | null): ArticleValues {
  if (!version) return { title: "", body: "", tags: "", routes: [], language: "en" };
  const { title, body, language } = version;
  return {
    title,
    body,
    language,
    tags: version.tags.join(", "),
    routes: routes.safeParse(version.routes).data ?? [],
  };
}
