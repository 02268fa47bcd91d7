import type { FunctionTool, ResponseInputItem } from "openai/resources/responses/responses";
import { cutToTokens, shareRoom } from "@/lib/agent/prompt/fit-texts";
import {
  articleItem,
  momentItem,
  recalledItem,
  summaryItem,
  type TextItem,
  windowItem,
} from "@/lib/agent/prompt/render-items";
import { fitToolItems } from "@/lib/agent/prompt/tool-items";
import type { Material } from "@/lib/agent/turn-material";
import { type TurnContext, unansweredMessages } from "@/lib/chat/turn-context";

export type PromptParts = {
  /** Ours, never cut. */
  rules: string;
  /** Persona and facts that an admin wrote; cut last but two. */
  profile: string;
  tools: FunctionTool[];
  /** The JSON of an output format, counted like the tools. */
  format?: string;
  summary: string | null;
  material: Pick<Material, "hits" | "articles" | "language" | "note">;
  context: Pick<TurnContext, "messages" | "from_seq">;
  /** Calls of this turn and what they gave back, in order; they follow the newest message. */
  toolItems: ResponseInputItem[];
  now: Date;
};

export type Prompt = {
  instructions: string;
  input: ResponseInputItem[];
  tools: FunctionTool[];
  countedTokens: number;
  trimmed: { [what: string]: number };
  injectedHits: Set<Material["hits"][number]>;
  injectedArticles: Material["articles"];
};

/** Tokens that the service adds for an item, and for a request. */
const perItem = 4;
const perRequest = 3;

type Piece = { kind: "recalled" | "window" | "articles"; item: TextItem; cost: number };

/**
 * The prompt of one call within `budget` tokens, everything counted: instructions, summary, articles,
 * recall, window (oldest first), newest message, results of tools. Over budget goes (P15): recalled
 * messages, worst rank first; then window messages, oldest first; then articles, worst first. What must
 * stay (profile, summary, newest customer message) is cut with a marker when it alone exceeds. Pure.
 */
export function assemblePrompt(
  parts: PromptParts,
  budget: number,
  count: (text: string) => number,
): Prompt {
  const trimmed: Prompt["trimmed"] = {};
  const note = (what: string, by = 1) => {
    trimmed[what] = (trimmed[what] ?? 0) + by;
  };
  const costOf = (item: TextItem) => count(item.content) + perItem;
  const { messages } = parts.context;
  const newest = unansweredMessages(parts.context).at(-1);
  const others = messages.filter((message) => message !== newest);
  const toolItems = fitToolItems(parts.toolItems, Math.floor(budget * 0.4), count);
  if (toolItems.cut > 0) note("tool_results_cut", toolItems.cut);
  const moment = momentItem(parts.now, parts.material);

  const fixedCost = (tools: FunctionTool[]) =>
    count(parts.rules) +
    (tools.length > 0 ? count(JSON.stringify(tools)) : 0) +
    (parts.format ? count(parts.format) : 0) +
    toolItems.cost +
    costOf(moment) +
    perRequest;
  let tools = parts.tools;
  if (tools.length > 0 && budget - fixedCost(tools) < leastRoom) {
    note("tools", tools.length);
    tools = [];
  }
  const room = budget - fixedCost(tools);

  // What stays, cut where it must be.
  const staying = {
    profile: parts.profile === "" ? "" : `\n\n${parts.profile}`,
    summary: parts.summary === null ? "" : summaryItem(parts.summary).content,
    newest: newest ? windowItem(newest).content : "",
  };
  const names = ["profile", "summary", "newest"] as const;
  const costIn = { profile: 0, summary: perItem, newest: perItem };
  const needOf = (name: (typeof names)[number]) =>
    staying[name] === "" ? 0 : count(staying[name]) + costIn[name];
  const needs = names.map(needOf);
  const shares = shareRoom(needs, room);
  for (const [n, name] of names.entries()) {
    if ((shares[n] ?? 0) >= (needs[n] ?? 0)) continue;
    staying[name] = cutInsideTag(staying[name], (shares[n] ?? 0) - costIn[name], count);
    note(`${name}_cut`);
  }
  let left = room;
  for (const name of names) left -= needOf(name);

  // What may go, in the order in which it is kept: articles, then the window from its end, then recall.
  const shown = new Set([
    ...messages.map((message) => message.id),
    ...parts.material.hits.map((hit) => hit.message_id),
  ]);
  // Once something of a kind had to go, nothing of the kinds that go before it stays.
  let isFull = false;
  const keep = <Source>(
    kind: Piece["kind"],
    sources: readonly Source[],
    render: (source: Source) => TextItem,
  ) => {
    const kept: Source[] = [];
    for (const source of sources) {
      const cost = costOf(render(source));
      isFull ||= cost > left;
      if (isFull) break;
      left -= cost;
      kept.push(source);
    }
    if (kept.length < sources.length) note(trimNames[kind], sources.length - kept.length);
    return kept;
  };
  const articles = keep("articles", parts.material.articles, articleItem);
  const window = keep("window", others.toReversed(), windowItem).toReversed();
  const hits = keep("recalled", parts.material.hits, (hit) => recalledItem(hit, shown));

  const before = newest ? window.filter((message) => message.seq < newest.seq) : window;
  const after = newest ? window.filter((message) => message.seq > newest.seq) : [];
  const input: ResponseInputItem[] = [
    ...(staying.summary ? [{ role: "user" as const, content: staying.summary }] : []),
    ...articles.map(articleItem),
    ...hits.map((hit) => recalledItem(hit, shown)),
    moment,
    ...before.map(windowItem),
    ...(staying.newest ? [{ role: "user" as const, content: staying.newest }] : []),
    ...after.map(windowItem),
    ...toolItems.items,
  ];
  return {
    instructions: parts.rules + staying.profile,
    input,
    tools,
    countedTokens: budget - left,
    trimmed,
    injectedHits: new Set(hits),
    injectedArticles: articles,
  };
}

/** Below this, tools leave no room for what the customer said. */
const leastRoom = 150;
const trimNames = { recalled: "recalled", window: "window_messages", articles: "articles" };

/** Cuts the text between the tags, so that what is data stays marked as data. */
function cutInsideTag(text: string, most: number, count: (text: string) => number): string {
  const last = /(<\w+[^>]*>)([^<]*)(<\/\w+>)$/.exec(text);
  if (!last) return cutToTokens(text, most, count);
  const [, open = "", body = "", close = ""] = last;
  // Two more than the tags alone: where a tag meets the text, tokens may fall differently.
  return open + cutToTokens(body, most - count(open) - count(close) - 2, count) + close;
}
