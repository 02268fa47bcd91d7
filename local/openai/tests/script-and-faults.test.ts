import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { required, startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeEach(async () => {
  openai = await startOpenai();
});
afterEach(() => openai.providers.close());

const ask = (input = "hello") => openai.client.responses.create({ ...required, input });
const Answer = z.object({ answer: z.string() });
const parse = () =>
  openai.client.responses.parse({
    ...required,
    input: "hello",
    text: { format: zodTextFormat(Answer, "answer") },
  });
const script = async (...outputs: object[]) => {
  const response = await openai.local("POST", "/openai/script", { outputs });
  return { status: response.status, body: await response.json() };
};

describe("scripted outputs", () => {
  it("come in order, each once, then the usual answers", async () => {
    await script(
      { output: { kind: "text", text: "one" } },
      { output: { kind: "text", text: "two" } },
    );
    expect([(await ask()).output_text, (await ask()).output_text]).toEqual(["one", "two"]);
    expect((await ask()).output_text).toMatch(/Parcelo/);
  });

  it("wait for the request that they fit", async () => {
    await script(
      { schema: "answer", output: { kind: "json", value: { answer: "yes" } } },
      { contains: "parcel", output: { kind: "text", text: "found" } },
    );
    expect((await ask()).output_text).toMatch(/Parcelo/);
    expect((await ask("my parcel")).output_text).toBe("found");
    expect((await parse()).output_parsed).toEqual({ answer: "yes" });
    expect(await (await openai.local("GET", "/openai/script")).json()).toEqual({ outputs: [] });
  });

  it("tool calls, with arguments as given", async () => {
    const calls = [
      { name: "a", arguments: { x: 1 } },
      { name: "b", arguments: "{not json" },
    ];
    await script({ output: { kind: "tool_calls", calls } });
    const { output } = await ask();
    const made = output.flatMap((item) => (item.type === "function_call" ? [item] : []));
    expect(made.map(({ name, arguments: given }) => [name, given])).toEqual([
      ["a", '{"x":1}'],
      ["b", "{not json"],
    ]);
    expect(new Set(made.map(({ call_id }) => call_id)).size).toBe(2);
  });

  it("refusal: no parsed output and no exception in the client", async () => {
    await script({ output: { kind: "refusal", text: "I cannot help with that." } });
    const response = await parse();
    expect(response.output_parsed).toBeNull();
    expect(response.output[1]).toMatchObject({
      content: [{ type: "refusal", refusal: "I cannot help with that." }],
    });
  });

  it("incomplete, for either reason", async () => {
    await script(
      { output: { kind: "incomplete", reason: "content_filter" } },
      { output: { kind: "incomplete", reason: "max_output_tokens", text: "half an ans" } },
    );
    expect(await ask()).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "content_filter" },
      output_text: "",
    });
    expect(await ask()).toMatchObject({ status: "incomplete", output_text: "half an ans" });
  });

  it("bad JSON throws in the client, empty output has no text, failed has its error", async () => {
    await script(
      { output: { kind: "bad_json" } },
      { output: { kind: "empty" } },
      { output: { kind: "failed", message: "model overloaded" } },
    );
    await expect(parse()).rejects.toThrow();
    expect(await ask()).toMatchObject({ status: "completed", output_text: "" });
    expect(await ask()).toMatchObject({ status: "failed", error: { message: "model overloaded" } });
  });

  it("are checked when added, and can be cleared", async () => {
    expect((await script({ output: { kind: "song" } })).status).toBe(400);
    expect((await script({ output: { kind: "empty" } })).body).toEqual({ queued: 1 });
    const cleared = await openai.local("DELETE", "/openai/script");
    expect(await cleared.json()).toEqual({ cleared: 1 });
    expect((await ask()).output_text).not.toBe("");
  });
});

describe("faults", () => {
  const fault = (body: object) => openai.local("POST", "/faults", body);

  it("429 with retry-after, which the client obeys", async () => {
    await fault({ target: "responses", kind: "status", status: 429, retry_after_s: 0.2, times: 1 });
    await expect(ask()).rejects.toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    await fault({ target: "responses", kind: "status", status: 429, retry_after_s: 0.2, times: 1 });
    const started = performance.now();
    const retrying = openai.client.withOptions({ maxRetries: 1 });
    await retrying.responses.create({ ...required, input: "hello" });
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
  });

  it("500 is a server error", async () => {
    await fault({ target: "responses", kind: "status", status: 500 });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await fault({ target: "embeddings", kind: "status", status: 503 });
    const embedding = openai.client.embeddings.create({
      model: "text-embedding-3-small",
      input: "x",
    });
    await expect(embedding).rejects.toMatchObject({ status: 503 });
  });

  it("hang ends in the client's timeout, for the texts it is meant for", async () => {
    await fault({ target: "responses", kind: "hang", contains: "laptop" });
    const slow = openai.client.responses.create(
      { ...required, input: "a laptop" },
      { timeout: 150 },
    );
    await expect(slow).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
    expect((await ask()).output_text).toMatch(/Parcelo/);
  });

  it("delay is time to think", async () => {
    await fault({ target: "responses", kind: "delay", ms: 200 });
    const started = performance.now();
    await ask();
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
  });

  it("never hides a request that must not be sent", async () => {
    await fault({ target: "responses", kind: "status", status: 500, times: 1 });
    const response = await openai.post("/responses", { ...required, store: true, input: "x" });
    expect(response.status).toBe(400);
    await expect(ask()).rejects.toMatchObject({ status: 500 });
  });
});
