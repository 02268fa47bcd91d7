import { z } from "zod";

/** What a canned reply may leave open, filled in when it is picked. */
export const placeholders = ["customer_name", "customer_first_name", "my_name"] as const;
export type Placeholder = (typeof placeholders)[number];

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g;
const isPlaceholder = (name: string): name is Placeholder =>
  placeholders.some((known) => known === name);

/** Placeholders of a text that nobody can fill in. */
export function unknownPlaceholders(body: string): string[] {
  return [...body.matchAll(pattern)]
    .map(([, name = ""]) => name)
    .filter((name) => !isPlaceholder(name));
}

/** The text with names in place. A name that is not known leaves its place empty, without a stray space. */
export function fillCannedReply(body: string, values: Record<Placeholder, string>): string {
  return body
    .replaceAll(/(\s?)\{\{\s*([^{}]*?)\s*\}\}/g, (whole, space: string, name: string) => {
      if (!isPlaceholder(name)) return whole;
      return values[name] ? space + values[name] : "";
    })
    .trim();
}

export const cannedReply = z.object({
  id: z.uuid(),
  title: z.string().trim().min(1).max(80),
  shortcut: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,29}$/),
  body: z.string().trim().min(1).max(4_000),
});
export type CannedReply = z.infer<typeof cannedReply>;

/** What staff save: as `cannedReply`, with no placeholder that nobody can fill in. */
export const cannedReplyDraft = cannedReply.refine(
  ({ body }) => unknownPlaceholders(body).length === 0,
  { path: ["body"], message: "unknown_placeholder" },
);
