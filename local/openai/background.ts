import type { InputItem } from "./response-request";

/** What a request holds beside the customer's newest words. */
export type Background = {
  /** Recalled messages, best first, then what the customer wrote earlier in the window, newest first. */
  memory: string[];
  articles: { title: string; body: string }[];
  summary: string | null;
};

const RECALLED = /<recalled_messages\b[^>]*>([\s\S]*?)<\/recalled_messages>/g;
const ARTICLE = /<knowledge_article\b[^>]*?title="([^"]*)"[^>]*>([\s\S]*?)<\/knowledge_article>/g;
const SUMMARY = /<summary\b[^>]*>([\s\S]*?)<\/summary>/;
const MESSAGE = /<customer_message>([\s\S]*?)<\/customer_message>/g;

export function readBackground(input: InputItem[]): Background {
  const items = input.flatMap((item) =>
    "role" in item && item.role === "user" && typeof item.content === "string"
      ? [item.content]
      : [],
  );
  const text = items.join("\n");
  const recalled = [...text.matchAll(RECALLED)].flatMap(([, block = ""]) =>
    block
      .split(/\n(?=(?:customer|bot|staff|system): )/)
      .filter((line) => line.startsWith("customer: "))
      .map((line) => withoutEscapes(line.slice("customer: ".length)).trim()),
  );
  const earlier = [...text.matchAll(MESSAGE)].map(([, words = ""]) => withoutEscapes(words).trim());
  return {
    memory: [...recalled, ...earlier.reverse()],
    articles: [...text.matchAll(ARTICLE)].map(([, title = "", body = ""]) => {
      return { title: withoutEscapes(title), body: withoutEscapes(body) };
    }),
    summary: withoutEscapes(SUMMARY.exec(text)?.[1] ?? "") || null,
  };
}

export function withoutEscapes(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
