import { knowledgeCopy } from "@/components/copy/knowledge";
import type { ArticleVersion, ProfileVersion } from "@/lib/knowledge/console-schemas";

/** A version as named texts, in the order in which a comparison shows them. */
export type VersionFields = readonly (readonly [label: string, text: string])[];

const label = (field: string) => knowledgeCopy.diff.fields[field] ?? field;

export function articleFields(
  article: Pick<ArticleVersion, "title" | "body" | "routes" | "language" | "tags">,
): VersionFields {
  return [
    [label("title"), article.title],
    [label("body"), article.body],
    [
      label("routes"),
      article.routes.map((route) => knowledgeCopy.routes[route] ?? route).join(", "),
    ],
    [label("language"), article.language],
    [label("tags"), article.tags.join(", ")],
  ];
}

export function profileFields(
  profile: Pick<ProfileVersion, "persona" | "tone" | "facts" | "guidance">,
): VersionFields {
  return [
    [label("persona"), profile.persona],
    [label("tone"), profile.tone],
    [label("facts"), profile.facts],
    ...Object.entries(knowledgeCopy.routes).map(
      ([route, name]) => [name, profile.guidance[route] ?? ""] as const,
    ),
  ];
}
