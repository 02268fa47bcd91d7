import { zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
import { toResponseInputItems } from "openai/lib/responses/ResponseInputItems";
import type { ResponseInput } from "openai/resources/responses/responses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { required, startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeAll(async () => {
  openai = await startOpenai();
});
afterAll(() => openai.providers.close());

const ask = (...lines: string[]) =>
  openai.client.responses.create({
    ...required,
    reasoning: { effort: "none" },
    input: lines.map((content) => ({ role: "user" as const, content })),
  });

describe("a text answer", () => {
  it("has usage, rate-limit headers and a request id", async () => {
    const { data, response, request_id } = await openai.client.responses
      .create({ ...required, instructions: "You help.", input: "Hello there" })
      .withResponse();
    expect(data.status).toBe("completed");
    expect(data.output_text).toMatch(/welcome to Parcelo/);
    expect(data.usage?.input_tokens).toBeGreaterThan(4);
    expect(data.usage?.output_tokens_details.reasoning_tokens).toBe(64);
    expect(data.usage?.total_tokens).toBe(
      (data.usage?.input_tokens ?? 0) + (data.usage?.output_tokens ?? 0),
    );
    expect(request_id).toMatch(/^req_/);
    expect(Number(response.headers.get("x-ratelimit-remaining-tokens"))).toBeGreaterThan(0);
  });

  it("is the same for the same request", async () => {
    const [one, two] = [
      await ask("how much to ship a laptop?"),
      await ask("how much to ship a laptop?"),
    ];
    expect(one.output_text).toBe(two.output_text);
    expect(one.id).not.toBe(two.id);
  });

  it.each([
    ["How much to ship a laptop from New York?", /by air/],
    ["where is my parcel PCL-20418", /parcel number/],
    ["I want to talk to a real person", /colleague/],
    ["I paid by MTN yesterday", /mobile money/],
    ["Habari, nataka kutuma mzigo, bei gani?", /uzito/],
    ["Mzigo wangu uko wapi", /namba ya mzigo/],
    ["zzz", /say a little more/],
  ])("knows what %s is about", async (line, words) => {
    expect((await ask(line)).output_text).toMatch(words);
  });

  it("covers every unanswered line of a burst, in separate items or one", async () => {
    const lines = ["Hello", "how much for a phone?", "it weighs 0.4 kg", "and can I pay by MTN?"];
    const apart = (await ask(...lines)).output_text;
    const together = (await ask(lines.join("\n"))).output_text;
    expect(together).toBe(apart);
    for (const line of lines) expect(apart).toContain(line);
  });

  it("does not repeat lines already answered, and ignores tagged background", async () => {
    const response = await openai.client.responses.create({
      ...required,
      input: [
        { role: "user", content: "I want shoes" },
        { role: "assistant", content: "Send me a link." },
        { role: "user", content: "<recalled_messages>my number is 12</recalled_messages>" },
        { role: "user", content: "<message>here is it</message>" },
        { role: "user", content: "thanks" },
      ],
    });
    expect(response.output_text).toContain("here is it");
    expect(response.output_text).toContain("thanks");
    expect(response.output_text).not.toMatch(/shoes|number is 12/);
  });

  it("stays under WhatsApp's 4,096 characters however long the burst", async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `line ${i} ${"🙂".repeat(300)}`);
    const { output_text } = await ask(...lines);
    expect(output_text.length).toBeLessThan(4096);
    expect(output_text).toContain("(+170)");
  });

  it("is cut and incomplete at max_output_tokens", async () => {
    const response = await openai.client.responses.create({
      ...required,
      reasoning: { effort: "none" },
      max_output_tokens: 16,
      input: "how much to ship a laptop?",
    });
    expect(response.status).toBe("incomplete");
    expect(response.incomplete_details).toEqual({ reason: "max_output_tokens" });
    expect(response.usage?.output_tokens).toBe(16);
    expect(response.output_text.length).toBeGreaterThan(10);
    expect(response.output_text.length).toBeLessThan(120);
  });

  it("counts a 100,000-letter run without stalling", async () => {
    const started = performance.now();
    const response = await ask("a".repeat(100_000));
    // A count that grows with the square takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(response.usage?.input_tokens).toBeGreaterThan(10_000);
  });
});

describe("structured output", () => {
  const Triage = z.object({
    route: z.enum(["general", "quotation", "shipping", "payments", "escalation"]),
    search_query: z.string().nullable(),
    needs_human: z.boolean(),
    confidence: z.number().min(0).max(1),
    notes: z.array(z.string()),
  });
  const triage = (line: string) =>
    openai.client.responses.parse({
      ...required,
      input: line,
      text: { format: zodTextFormat(Triage, "triage") },
    });

  it("satisfies the schema and follows the newest line", async () => {
    const quote = await triage("how much to ship a laptop?");
    expect(quote.output_parsed).toMatchObject({ route: "quotation", needs_human: false });
    expect(quote.output_parsed?.search_query).toBeNull();
    expect((await triage("is it there yet?")).output_parsed?.search_query).toContain("is it there");
    expect((await triage("I paid already")).output_parsed?.route).toBe("payments");
    expect((await triage("give me a human")).output_parsed).toMatchObject({
      route: "escalation",
      needs_human: true,
    });
  });

  it("makes a minimal instance of a schema that it has no rule for", async () => {
    const Odd = z.object({
      a: z.object({ b: z.array(z.number()).min(2), c: z.literal("x") }),
      d: z.union([z.object({ kind: z.literal("one") }), z.object({ kind: z.literal("two") })]),
      e: z.iso.date(),
      f: z.number().int().min(3).max(9),
      g: z.string().nullable(),
      h: z.string().min(2).max(4),
    });
    const { output_parsed } = await openai.client.responses.parse({
      ...required,
      input: "zzz",
      text: { format: zodTextFormat(Odd, "odd") },
    });
    expect(output_parsed).toEqual({
      a: { b: [0, 0], c: "x" },
      d: { kind: "one" },
      e: "2026-01-01",
      f: 3,
      g: null,
      h: "--",
    });
  });
});

describe("tools", () => {
  const tools = [
    zodResponsesFunction({
      name: "track_shipment",
      parameters: z.object({ parcel_id: z.string().nullable() }),
    }),
    zodResponsesFunction({
      name: "escalate_to_human",
      parameters: z.object({ reason: z.string() }),
    }),
  ];

  it("calls the fitting tool once, then answers with its result", async () => {
    const input: ResponseInput = [{ role: "user", content: "where is my parcel PCL-20418?" }];
    const options = { ...required, tools, include: ["reasoning.encrypted_content" as const] };
    const first = await openai.client.responses.parse({ ...options, input });
    const call = first.output.find((item) => item.type === "function_call");
    expect(call).toMatchObject({
      name: "track_shipment",
      parsed_arguments: { parcel_id: "PCL-20418" },
    });
    const reasoning = first.output.find((item) => item.type === "reasoning");
    expect(reasoning?.encrypted_content).toBeTruthy();

    input.push(...toResponseInputItems(first.output));
    input.push({
      type: "function_call_output",
      call_id: call?.call_id ?? "",
      output: "In Entebbe",
    });
    const second = await openai.client.responses.create({ ...options, input });
    expect(second.output_text).toContain("In Entebbe");
  });

  it("obeys tool_choice", async () => {
    const call = async (line: string, tool_choice: "none" | "required" | "auto") => {
      const response = await openai.client.responses.create({
        ...required,
        input: line,
        tools,
        tool_choice,
      });
      return response.output.flatMap((item) => (item.type === "function_call" ? [item.name] : []));
    };
    expect(await call("where is my parcel?", "none")).toEqual([]);
    expect(await call("zzz", "auto")).toEqual([]);
    expect(await call("zzz", "required")).toEqual(["track_shipment"]);
    expect(await call("I want a manager", "auto")).toEqual(["escalate_to_human"]);
  });
});
