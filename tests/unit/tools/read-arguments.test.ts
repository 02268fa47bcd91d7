import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readArguments } from "@/lib/agent/tools/read-arguments";

const tool = { parameters: z.strictObject({ note: z.string().min(1).max(20) }) };

describe("arguments that a model wrote", () => {
  it("lose what the database would refuse and nobody would see, and keep every word", () => {
    const written = String.raw`{"note":"a\u0000b\ud800c \u200bd 🎉"}`;
    const read = readArguments(tool, written);
    expect(read).toEqual({ ok: true, value: { note: "ab\ufffdc d 🎉" } });
    expect(JSON.stringify(read)).not.toMatch(/\\u(0000|d8)/);
  });

  it("are refused with what is wrong, and never throw", () => {
    for (const written of [
      "",
      "{",
      "[]",
      '{"note":1}',
      String.raw`{"note":"\u0000"}`,
      '{"note":"x","customer":"y"}',
    ]) {
      expect(readArguments(tool, written)).toMatchObject({
        ok: false,
        tell: expect.stringContaining("Nothing was done"),
      });
    }
  });
});
