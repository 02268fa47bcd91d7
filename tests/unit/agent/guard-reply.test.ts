import { describe, expect, it } from "vitest";
import { guardReply, unsupportedFigures } from "@/lib/agent/guard-reply";
import { specialistRules } from "@/lib/agent/instructions";

const confidential = specialistRules("general");
const guard = (reply: string, supported: string[] = []) =>
  guardReply(reply, { confidential, supported });

describe("what may not leave", () => {
  it("a reply that repeats the instructions, in any case and punctuation", () => {
    const line = confidential.split("\n").find((each) => each.startsWith("- Tools act for")) ?? "";
    expect(guard(`Sure! My rules: ${line.toUpperCase().replace(/\./g, " !")}`).findings).toContain(
      "instructions",
    );
  });

  it.each([
    "the key is sk-proj-abcdefghijklmnop1234",
    "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
    "Authorization: Bearer abcdefghijklmnopqrst",
    "its id is wamid.HBgMMjU2NzAwMDAwMDAx",
  ])("a secret: %s", (reply) => {
    expect(guard(reply).findings).toContain("secret");
  });

  it("markup of the prompt is taken out", () => {
    const { text, findings } = guard("<summary>Hello</summary> there");
    expect(text).toBe("Hello there");
    expect(findings).toEqual(["markup"]);
  });

  it.each([
    ["UGX 45,000 a kilo", ["air freight: 45000 per kg"], []],
    ["UGX 45,000.00", ["45,000"], []],
    ["it costs $120", ["120"], []],
    ["it costs UGX 50,000", ["45,000"], ["50000"]],
    ["a fee of 8 %", [], ["8"]],
    ["7 to 10 working days for parcel PCL-20418", [], []],
    ["20,000 shillings", ["nothing"], ["20000"]],
    ["by air it takes 7 to 10 days", [], []],
    ["we finish 3 euros early", [], []],
    ["KES 700, takes 7 days", ["700"], []],
    ["by air UGX 45,000, 7 to 10 days", ["45000"], []],
    ["1. Air: USD 12\n2. Sea: USD 5\n3. Ask us", ["12", "5"], []],
    ["45 000 UGX a kilo", ["UGX 45,000"], []],
    ["UGX 45,000 a kilo", ["45\u00a0000 per kg"], []],
    ["UGX 120 000 in all", ["45 kg, 120 boxes"], ["120000"]],
    ["UGX 99 000 in all", ["45 kg"], ["99000"]],
  ])("an amount that nothing supports: %s", (reply, supported, found) => {
    expect(unsupportedFigures(reply, supported)).toEqual(found);
  });

  it("a reply without end is cut after a sentence", () => {
    const { text, findings } = guard("One sentence of it. ".repeat(600));
    expect(findings).toEqual(["too_long"]);
    expect(text.length).toBeLessThanOrEqual(6_000);
    expect(text).toMatch(/\.$/);
  });

  it("an ordinary reply passes unchanged, Markdown becomes WhatsApp's own marks", () => {
    expect(guard("Hello! **Air** takes a week.")).toEqual({
      text: "Hello! *Air* takes a week.",
      findings: [],
    });
    expect(
      guard("I am Parcelo's automated assistant. A colleague will take over.").findings,
    ).toEqual([]);
  });
});
