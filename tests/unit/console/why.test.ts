import { expect, it } from "vitest";
import { askOfView } from "@/components/playground/ask-of-view";
import { similaritySteps } from "@/components/recall/similarity-steps";
import { neighbouringTurn } from "@/components/why/neighbouring-turn";
import { readablePrompt } from "@/components/why/readable-prompt";
import { waterfall } from "@/components/why/waterfall";
import { promptShares } from "@/lib/agent/prompt/prompt-shares";

it("steps of a turn follow one another, recall beside triage; unknown ones come last", () => {
  const times = { model: 800, recall: 40, quiet: 1_000, claim: 5, triage: 300, extra: 7 };
  expect(waterfall(times)).toEqual({
    steps: [
      { step: "quiet", start: 0, ms: 1_000 },
      { step: "claim", start: 1_000, ms: 5 },
      { step: "recall", start: 1_005, ms: 40 },
      { step: "triage", start: 1_005, ms: 300 },
      { step: "model", start: 1_305, ms: 800 },
      { step: "extra", start: 2_105, ms: 7 },
    ],
    total: 2_112,
  });
});

it("[ and ] go from turn to turn, however many bubbles each has, and end at the ends", () => {
  const bubble = (seq: number, turn_id: string | null, author: "bot" | "customer" = "bot") => ({
    ...{ seq, turn_id, author },
  });
  const all = [bubble(1, null, "customer"), bubble(2, "a"), bubble(3, "a"), bubble(4, "b")];
  expect(neighbouringTurn(all, null, -1)).toEqual({ turn: "b", seq: 4 });
  expect(neighbouringTurn(all, "b", -1)).toEqual({ turn: "a", seq: 2 });
  expect(neighbouringTurn(all, "a", 1)).toEqual({ turn: "b", seq: 4 });
  expect(neighbouringTurn(all, "b", 1)).toBeNull();
  expect(neighbouringTurn([bubble(1, null, "customer")], null, 1)).toBeNull();
});

it("an address asks with one's own words, or with the customer's at a message", () => {
  const empty = {
    session: "s",
    at: null,
    time: null,
    q: "",
    route: null,
    profile: null,
    drafts: null,
  };
  expect(askOfView({ ...empty, session: null, q: "hi" }, "recall")).toBeNull();
  expect(askOfView(empty, "recall")).toBeNull();
  expect(askOfView({ ...empty, at: 7 }, "recall")).toMatchObject({ question: null, upto_seq: 7 });
  const time = "2026-11-22T10:00:00.000Z";
  expect(askOfView({ ...empty, q: " hi ", time, drafts: "1" }, "draft")).toMatchObject({
    ...{ question: "hi", upto_seq: null, at: time, drafts: true, mode: "draft" },
  });
  expect(askOfView({ ...empty, q: "hi", at: 7, time }, "recall")).toMatchObject({ at: null });
});

it("similarities are counted over and under the floor, with the empty steps between", () => {
  const steps = similaritySteps(
    [
      { from: 0.4, injected: 1, cut: 1 },
      { from: 0.6000000000000001, injected: 3, cut: 0 },
    ],
    0.45,
  );
  expect(steps).toHaveLength(12);
  expect(steps[0]).toEqual({ label: "0.40", above: 0, below: 2 });
  expect(steps[1]).toEqual({ label: "0.45", above: 0, below: 0 });
  expect(steps[4]).toEqual({ label: "0.60", above: 3, below: 0 });
  expect(similaritySteps([], 0.45)[0]?.label).toBe("0.45");
});

it("a prompt's tokens are shared out by kind, and nothing is left out of the sum", () => {
  const user = (content: string) => ({ role: "user" as const, content });
  const input = [
    user("<summary>ab</summary>"),
    user('<knowledge_article title="x">a</knowledge_article>'),
    user("<recalled_messages>a</recalled_messages>"),
    user("<turn_context>now</turn_context>"),
    user("<customer_message>hello</customer_message>"),
    { role: "assistant" as const, content: "hi" },
    { type: "function_call_output" as const, call_id: "1", output: "{}" },
  ];
  const shares = promptShares({ instructions: "rules", tools: [], input }, (text) => text.length);
  expect(shares.map(({ kind, count }) => [kind, count])).toEqual([
    ["instructions", 1],
    ["summary", 1],
    ["articles", 1],
    ["recalled", 1],
    ["moment", 1],
    ["window", 2],
    ["tool_results", 1],
  ]);
  const texts = input.map((item) => item.content ?? JSON.stringify(item));
  const sum = texts.reduce((so, text) => so + text.length + 4, "rules".length);
  expect(shares.reduce((so, share) => so + share.tokens, 0)).toBe(sum);
});

it("a prompt reads as text, with calls as they were", () => {
  const text = readablePrompt({
    instructions: "Be kind.",
    input: [
      { role: "user", content: "Hello" },
      { type: "function_call", name: "get_orders" },
    ],
    tools: [{ name: "get_orders" }],
  });
  expect(text).toContain("[user]\nHello");
  expect(text).toContain('"get_orders"');
  expect(text.indexOf("Be kind.")).toBeLessThan(text.indexOf("Hello"));
});
