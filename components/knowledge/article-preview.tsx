import { knowledgeCopy } from "@/components/copy/knowledge";
import type { ArticleValues } from "@/components/knowledge/article-values";

/** An article as the agent and colleagues read it. */
export function ArticlePreview({ values }: { values: ArticleValues }) {
  const routes = values.routes.map((route) => knowledgeCopy.routes[route]).join(", ");
  return (
    <article className="grid gap-2 rounded-md border border-line bg-surface p-4">
      <h3 className="text-md font-semibold wrap-anywhere text-ink">{values.title || "–"}</h3>
      <p className="text-sm wrap-anywhere whitespace-pre-wrap text-text">{values.body || "–"}</p>
      <p className="border-t border-line pt-2 text-xs wrap-anywhere text-muted">
        {routes || knowledgeCopy.list.allRoutes} ·{" "}
        {knowledgeCopy.languages[values.language] ?? values.language}
        {values.tags && ` · ${values.tags}`}
      </p>
    </article>
  );
}
