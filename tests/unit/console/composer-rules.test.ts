import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cannedLineAt, matchingReplies } from "@/components/composer/canned-line";
import { templatePreview } from "@/components/composer/template-preview";
import { formatCountdown, windowState } from "@/components/composer/window-state";
import { inverseOf } from "@/components/conversation/use-conversation-acts";
import { fillCannedReply, unknownPlaceholders } from "@/lib/canned/canned-reply";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";
import { templateVariable } from "@/lib/whatsapp/template-choice";

describe("the window", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  it.each([
    ["2026-11-22T14:00:00Z", "open"],
    ["2026-11-22T13:59:59Z", "closing"],
    ["2026-11-22T12:00:01Z", "closing"],
    ["2026-11-22T12:00:00Z", "closed"],
  ])("until %s is %s", (expires, kind) => {
    expect(windowState(expires, now)?.kind).toBe(kind);
  });

  it("counts to the second, and never says 0:00 while it is open", () => {
    expect(formatCountdown(545_000)).toBe("9:05");
    expect(formatCountdown(1)).toBe("0:01");
  });
});

describe("canned replies", () => {
  it.each([
    ["/", 1, ""],
    ["/he", 3, "he"],
    ["Dear Ruth,\n/He", 14, "he"],
    ["Dear Ruth, /he", 14, null],
    ["and/or", 6, null],
    ["/he llo", 4, null],
    ["/he\nmore", 3, "he"],
    ["/he\nmore", 6, null],
  ])("%j with the caret at %i means %j", (text, caret, query) => {
    expect(cannedLineAt(text, caret)?.query ?? null).toBe(query);
  });

  it("finds what a query means, shortcuts that begin so first", () => {
    const all = [
      { shortcut: "late", title: "Parcel is late" },
      { shortcut: "hello", title: "Greeting" },
      { shortcut: "parcel", title: "Where it is" },
    ];
    expect(matchingReplies(all, "parcel").map((r) => r.shortcut)).toEqual(["parcel", "late"]);
    expect(matchingReplies(all, "")).toHaveLength(3);
  });

  const values = {
    customer_name: "Nakato {{my_name}}",
    customer_first_name: "",
    my_name: "Patience",
  };
  it("fill names once, in one pass, and leave no hole for a name that is not known", () => {
    expect(fillCannedReply("Hello {{ customer_name }}, {{my_name}} here.", values)).toBe(
      "Hello Nakato {{my_name}}, Patience here.",
    );
    expect(fillCannedReply("Hello {{customer_first_name}}, welcome.", values)).toBe(
      "Hello, welcome.",
    );
  });

  it("name the placeholders that nobody can fill in", () => {
    expect(unknownPlaceholders("{{customer_name}} {{card}} {{ }}")).toEqual(["card", ""]);
  });
});

describe("templates", () => {
  it("preview shows values in their places and marks where none is yet", () => {
    expect(templatePreview("Hi {{1}}, order {{ 2 }}.", ["Ruth {{2}}", " "])).toEqual([
      { text: "Hi ", variable: null },
      { text: "Ruth {{2}}", variable: 1 },
      { text: ", order ", variable: null },
      { text: "{{ 2 }}", variable: 2 },
      { text: ".", variable: null },
    ]);
  });

  it("preview loses and adds no words of any template", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (body) => {
        expect(
          templatePreview(body, [])
            .map(({ text }) => text)
            .join(""),
        ).toBe(body);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it.each(["", "  ", "two\nlines", "tab\there", "a     b", "x".repeat(1025)])(
    "Meta refuses the value %j, so it does not leave the field",
    (value) => expect(templateVariable.safeParse(value).success).toBe(false),
  );
});

describe("undo of an act brings back who answered before", () => {
  const before = (some: object) =>
    ({ owner: "human", assigned_to: null, assigned_name: null, ...some }) as SessionHeader;
  it.each([
    ["takeOver", { owner: "bot" }, "handBack"],
    ["takeOver", { assigned_to: "b", assigned_name: "Brian" }, { assign: "b", name: "Brian" }],
    ["takeOver", {}, { assign: null, name: "" }],
    ["handBack", { assigned_to: "b", assigned_name: "Brian" }, { assign: "b", name: "Brian" }],
    ["close", { owner: "bot" }, "reopen"],
    ["reopen", {}, "close"],
  ] as const)("%s, before %j → %j", (act, was, expected) => {
    expect(inverseOf(act, before(was))).toEqual(expected);
  });
});
