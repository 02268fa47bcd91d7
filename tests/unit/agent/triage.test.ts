import { describe, expect, it } from "vitest";
import { fixedReply } from "@/lib/agent/fixed-replies";
import { parseTriage, routeOf, withoutTriage } from "@/lib/agent/triage-format";

const said = {
  reason: "asks where a parcel is",
  route: "shipping",
  language: "sw",
  sentiment: "negative",
  urgency: "high",
  wants_human: false,
  search_query: null,
};
const parse = (change: object) => parseTriage(JSON.stringify({ ...said, ...change }));

describe("triage", () => {
  it("takes what was asked for", () => {
    expect(parseTriage(JSON.stringify(said))).toEqual(said);
  });

  it.each(["tracking", "", "SHIPPING2", "__proto__"])(
    "an unknown route is a general question: %j",
    (route) => {
      expect(parse({ route })?.route).toBe("general");
    },
  );

  it("who wants a person is never refused, whatever the route", () => {
    expect(routeOf({ route: "unsafe", wants_human: true })).toBe("escalation");
    expect(routeOf({ route: "payments", wants_human: true })).toBe("escalation");
    expect(routeOf({ route: "unsafe", wants_human: false })).toBe("unsafe");
  });

  it("odd moods and languages become plain ones, a blank query none", () => {
    expect(
      parse({ sentiment: "seething", urgency: 3, language: "SW-ke", search_query: " " }),
    ).toMatchObject({
      sentiment: "neutral",
      urgency: "normal",
      language: "sw",
      search_query: null,
    });
    expect(parse({ language: "<script>" })?.language).toBe("en");
  });

  it.each(["", "{", "[]", "null", '{"route":"general"}', '"text"'])("is not made of %j", (text) => {
    expect(parseTriage(text)).toBeNull();
  });

  it("without an answer of triage the general specialist serves, in the language last known", () => {
    expect(withoutTriage("sw")).toMatchObject({
      route: "general",
      language: "sw",
      wants_human: false,
    });
    expect(withoutTriage(null).language).toBe("en");
  });
});

it("fixed replies come in the customer's language, in English where we have no other", () => {
  expect(fixedReply("apology", "sw-KE")).toContain("Samahani");
  expect(fixedReply("apology", "xx")).toContain("Sorry");
  expect(fixedReply("decline", null)).toContain("colleague");
});
