import { fileNote } from "@/lib/agent/prompt/file-note";
import { quoteUntrusted, visibleText } from "@/lib/agent/quote-untrusted";
import type { Material } from "@/lib/agent/turn-material";
import type { WindowMessage } from "@/lib/chat/turn-context";

export type TextItem = { role: "user" | "assistant"; content: string };

const longestHit = 1_500;
const longestNeighbour = 400;
const longestArticle = 4_000;

/** One message of the conversation as the model reads it. */
export function windowItem(message: WindowMessage): TextItem {
  if (message.author === "bot") {
    return { role: "assistant", content: visibleText(message.rendered_text) };
  }
  if (message.author === "staff") {
    const said = visibleText(message.rendered_text);
    return { role: "assistant", content: `[A colleague wrote] ${said}` };
  }
  const quoted = message.quoted_text
    ? `${quoteUntrusted("quoted_message", message.quoted_text)}\n`
    : "";
  const note = fileNote(message);
  return {
    role: "user",
    content:
      quoted +
      (note === null ? "" : `${quoteUntrusted("file_note", note)}\n`) +
      quoteUntrusted("customer_message", message.rendered_text),
  };
}

type Hit = Material["hits"][number];

/** One recalled message with its neighbours, where the window or another hit does not show them anyway. */
export function recalledItem(hit: Hit, shown: ReadonlySet<string>): TextItem {
  const neighbour = (side: Hit["before"]) =>
    side && !shown.has(side.message_id)
      ? [`${side.author}: ${side.text.slice(0, longestNeighbour).toWellFormed()}`]
      : [];
  const lines = [
    ...neighbour(hit.before),
    `${hit.author}: ${hit.chunk_text.slice(0, longestHit).toWellFormed()}`,
    ...neighbour(hit.after),
  ];
  const attributes = { date: hit.created_at.slice(0, 10) };
  return {
    role: "user",
    content: quoteUntrusted("recalled_messages", lines.join("\n"), { attributes }),
  };
}

export function articleItem(article: Material["articles"][number]): TextItem {
  return {
    role: "user",
    content: quoteUntrusted("knowledge_article", article.body, {
      attributes: { title: article.title },
      longest: longestArticle,
    }),
  };
}

export function summaryItem(summary: string): TextItem {
  return { role: "user", content: quoteUntrusted("summary", summary, { longest: 20_000 }) };
}

/** Where and when the conversation takes place; dates in messages are relative to it. */
export function momentItem(now: Date, about: Pick<Material, "language" | "note">): TextItem {
  const time = now.toLocaleString("en-GB", {
    timeZone: "Africa/Kampala",
    dateStyle: "full",
    timeStyle: "short",
  });
  return {
    role: "user",
    content: quoteUntrusted(
      "turn_context",
      `Now: ${time} in Kampala. Language: ${about.language}.${about.note ? ` ${about.note}` : ""}`,
    ),
  };
}
