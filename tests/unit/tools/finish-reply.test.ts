import { describe, expect, it } from "vitest";
import { finishReply } from "@/lib/agent/tools/finish-reply";
import { insertLinks, isAllowedLink } from "@/lib/agent/tools/insert-links";

const hosts = ["parcelo.example", "127.0.0.1:8290"];
const website = "https://parcelo.example/access/abc";

describe("links come from code and from an allow-list alone", () => {
  it("puts a link where the model left room for it, and at the end when it forgot", () => {
    expect(insertLinks("Open [[link:website]] now.", { website }, hosts)).toBe(
      `Open ${website} now.`,
    );
    expect(insertLinks("Here you are.", { website }, hosts)).toBe(`Here you are.\n${website}`);
  });

  it.each([
    ["an unknown place", "Pay here: [[link:other]].", "Pay here:."],
    ["a foreign address", "Pay at https://evil.example/x?y=1, please.", "Pay at, please."],
    ["a foreign address without a scheme", "See www.evil.example or evil.example/pay", "See or"],
    ["another scheme", "Try javascript://parcelo.example/x", "Try"],
    ["name and password", "Go to https://parcelo.example@evil.example/", "Go to"],
    ["a Markdown link", "[Pay](https://evil.example/a) today", "today"],
  ])("takes out %s", (_, text, expected) => expect(insertLinks(text, {}, hosts)).toBe(expected));

  it("never lets through a link of a tool whose host is not on the list", () => {
    expect(insertLinks("[[link:payment]]", { payment: "https://evil.example/pay" }, hosts)).toBe(
      "",
    );
  });

  it("keeps sentences that only look like addresses", () => {
    const text =
      "Open 24/7, e.g. by MTN/Airtel. Order ORD-12345 costs 1,200.50/kg. See amazon.com.";
    expect(insertLinks(text, {}, hosts)).toBe(text);
  });

  it.each([
    ["https://parcelo.example/a", true],
    ["http://parcelo.example/a", false],
    ["http://127.0.0.1:8290/a", true],
    ["http://127.0.0.1:8291/a", false],
    ["https://parcelo.example.evil.example/a", false],
    ["https://user:pass@parcelo.example/a", false],
    ["not an address", false],
  ])("%s: %s", (link, allowed) => expect(isAllowedLink(link, hosts)).toBe(allowed));
});

describe("the exact question is in the reply, once, at its end", () => {
  const say = "Please confirm:\nPay UGX 5,000 for ORD-1 by MTN MoMo.\n\nReply YES to go ahead.";
  const result = { outcome: "needs_confirmation" as const, data: {}, say };

  it("whatever the model wrote", () => {
    expect(finishReply("I prepared it.", [result], hosts)).toBe(`I prepared it.\n\n${say}`);
    expect(finishReply(`${say}`, [result], hosts)).toBe(say);
  });

  it("and only the newest question, which alone is open", () => {
    const older = { ...result, say: "Please confirm: something else" };
    expect(finishReply("Fine.", [older, result], hosts)).toBe(`Fine.\n\n${say}`);
  });
});
