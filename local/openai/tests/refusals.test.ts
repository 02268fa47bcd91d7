import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { required, startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeAll(async () => {
  openai = await startOpenai();
});
afterAll(() => openai.providers.close());

const closed = {
  type: "object",
  properties: { a: { type: "string" } },
  required: ["a"],
  additionalProperties: false,
};
const format = (schema: unknown, strict: unknown = true) => ({
  text: { format: { type: "json_schema", name: "s", schema, strict } },
});
const tool = (parameters: unknown, strict: unknown = true) => ({
  tools: [{ type: "function", name: "t", parameters, strict }],
});
const call = { type: "function_call", call_id: "c1", name: "t", arguments: "{}" };
const result = { type: "function_call_output", call_id: "c1", output: "ok" };

describe("what the product must never send is refused with 400", () => {
  it.each<[string, object, RegExp]>([
    ["store missing", { store: undefined }, /'store' must be false/],
    ["store true", { store: true }, /'store' must be false/],
    ["no safety_identifier", { safety_identifier: undefined }, /'safety_identifier' is required/],
    ["an empty one", { safety_identifier: "" }, /'safety_identifier' is required/],
    ["one of 129 characters", { safety_identifier: "a".repeat(129) }, /maximum length 128/],
    ["an empty string", { input: "" }, /nothing to answer/],
    ["blank input", { input: " \n" }, /nothing to answer/],
    ["no items", { input: [] }, /nothing to answer/],
    ["a blank item", { input: [{ role: "user", content: " " }] }, /input\[0\]\.content/],
    [
      "a blank part",
      { input: [{ role: "user", content: [{ type: "input_text", text: "" }] }] },
      /nothing/,
    ],
    ["an open schema", format({ type: "object", properties: {} }), /additionalProperties/],
    ["an optional property", format({ ...closed, required: [] }), /missing 'a'/],
    [
      "an open object inside",
      format({ ...closed, properties: { a: { type: "object" } } }),
      /context=\(a\)/,
    ],
    ["a record", format({ ...closed, additionalProperties: { type: "string" } }), /to be false/],
    ["oneOf", format({ ...closed, properties: { a: { oneOf: [] } } }), /'oneOf' is not permitted/],
    ["an untyped property", format({ ...closed, properties: { a: {} } }), /'type' key/],
    ["a root that is no object", format({ type: "string" }), /at its root/],
    ["a format that is not strict", format(closed, false), /'strict' must be true/],
    [
      "a format without strict",
      { text: { format: { type: "json_schema", name: "s", schema: closed } } },
      /'strict' must be true/,
    ],
    ["an open tool", tool({ type: "object", properties: {} }), /additionalProperties/],
    ["a tool that is not strict", tool(closed, null), /'strict' must be true/],
    ["a result without its call", { input: [result] }, /No tool call found/],
    ["a call without its result", { input: [call] }, /No tool output found/],
    ["an unknown parameter", { stores: false }, /Unknown parameter: 'stores'/],
    ["streaming", { stream: true }, /Unknown parameter: 'stream'/],
    ["state kept at the provider", { previous_response_id: "x" }, /Unknown parameter/],
    ["too small an output limit", { max_output_tokens: 15 }, /max_output_tokens/],
    ["no model", { model: undefined }, /model/],
    [
      "input_text of the assistant",
      { input: [{ role: "assistant", content: [{ type: "input_text", text: "x" }] }] },
      /input/,
    ],
  ])("%s", async (_, change, words) => {
    const response = await openai.post("/responses", { ...required, input: "hi", ...change });
    const body = await response.json();
    expect([response.status, body.error?.type]).toEqual([400, "invalid_request_error"]);
    expect(body.error.message).toMatch(words);
  });

  it("lets the same request without the fault through", async () => {
    for (const change of [format(closed), tool(closed), { input: [call, result] }]) {
      const response = await openai.post("/responses", { ...required, input: "hi", ...change });
      expect(response.status).toBe(200);
    }
  });

  it("a wrong key is 401, a body that is not JSON 400", async () => {
    const wrong = await openai.post("/responses", { ...required, input: "hi" }, "sk-wrong");
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ error: { code: "invalid_api_key" } });
    expect((await openai.post("/responses", "{")).status).toBe(400);
  });

  it("every refusal is in the journal", async () => {
    const after = openai.providers.journal.position();
    await openai.post("/responses", { ...required, store: true, input: "hi" });
    expect(openai.providers.journal.list({ target: "responses", after }).entries).toMatchObject([
      { outcome: "refused", status: 400, detail: "'store' must be false here." },
    ]);
  });
});
