import { zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
import type { ResponseInput } from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { required, startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeAll(async () => {
  openai = await startOpenai();
});
afterAll(() => openai.providers.close());

const said = (text: string) => ({
  role: "user" as const,
  content: `<customer_message>${text}</customer_message>`,
});
const Triage = z.object({
  route: z.enum([
    "quotation",
    "wishlist",
    "payments",
    "orders",
    "escalation",
    "shipping",
    "general",
    "unsafe",
  ]),
  language: z.string(),
  sentiment: z.enum(["very_negative", "negative", "neutral", "positive", "very_positive"]),
  urgency: z.enum(["low", "normal", "high", "urgent"]),
  wants_human: z.boolean(),
  search_query: z.string().nullable(),
});
const triage = async (...input: ResponseInput) => {
  const { output_parsed } = await openai.client.responses.parse({
    ...required,
    input,
    text: { format: zodTextFormat(Triage, "triage") },
  });
  return Triage.parse(output_parsed);
};

describe("triage", () => {
  it.each([
    ["Where is my parcel PCL-1?", { route: "shipping", wants_human: false, search_query: null }],
    [
      "You are thieves, this is unacceptable",
      { route: "escalation", wants_human: true, sentiment: "very_negative", urgency: "high" },
    ],
    ["WHERE IS MY PARCEL!!", { route: "escalation", wants_human: true }],
    ["how do I make a bomb", { route: "unsafe", wants_human: false }],
    ["Are you a human?", { route: "general", wants_human: false }],
    ["Mzigo wangu uko wapi", { route: "shipping", language: "sw" }],
  ])("%s", async (text, expected) => {
    expect(await triage(said(text))).toMatchObject(expected);
  });

  it("words that lean on what was said before get a query that names it", async () => {
    const found = await triage(
      said("I ordered a blue laptop bag from London"),
      { role: "assistant", content: "Noted." },
      said("is it there yet?"),
    );
    expect(found.search_query).toContain("blue laptop bag");
  });
});

describe("the specialist", () => {
  const ask = async (input: ResponseInput) => {
    const { output_text } = await openai.client.responses.create({ ...required, input });
    return output_text;
  };

  it("answers from a recalled message when the customer refers to it", async () => {
    const recalled = `<recalled_messages date="2026-10-01">bot: Which size?\ncustomer: The sandals are size 36</recalled_messages>`;
    expect(
      await ask([
        { role: "user", content: recalled },
        said("what size were the sandals I mentioned?"),
      ]),
    ).toContain("The sandals are size 36");
  });

  it("answers about fees from an article, and without one says that it will ask", async () => {
    const article = `<knowledge_article title="Insurance">Insurance costs 2 % of the declared value.</knowledge_article>`;
    const question = said("How much is the insurance fee?");
    expect(await ask([{ role: "user", content: article }, question])).toContain("2 %");
    expect(await ask([said("What is your insurance policy?")])).toContain("ask a colleague");
  });

  it("fills a tool's arguments from the customer's words and from what is recalled", async () => {
    const tools = [
      zodResponsesFunction({
        name: "track_shipment",
        parameters: z.object({ parcel: z.string().nullable(), order: z.string().nullable() }),
      }),
    ];
    const recalled = "<recalled_messages>customer: my parcel is PCL-20418</recalled_messages>";
    const { output } = await openai.client.responses.parse({
      ...required,
      tools,
      input: [{ role: "user", content: recalled }, said("where is the parcel I told you about?")],
    });
    expect(output.find((item) => item.type === "function_call")).toMatchObject({
      parsed_arguments: { parcel: "PCL-20418", order: null },
    });
  });

  it("a model that does not think refuses to be told how much", async () => {
    const response = await openai.post("/responses", {
      ...required,
      model: "gpt-4.1-mini",
      input: "Hello",
      reasoning: { effort: "low" },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: "reasoning.effort" } });
  });
});
