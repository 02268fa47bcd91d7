import { describe, expect, it } from "vitest";
import { readAnswer, readAnswers } from "@/lib/agent/tools/read-answer";

describe("a yes to an order is read by code, word for word", () => {
  it.each([
    ...[
      "YES",
      "yes!",
      "Yes please 🙏",
      "  yes, thank you.",
      "Ok yes",
      "Go ahead",
      "I confirm",
      "Yes, go ahead",
    ],
    ...[
      "Ndiyo",
      "NDIO tafadhali",
      "Sawa, endelea",
      "Nathibitisha",
      "Yee",
      "Yee ssebo",
      "Nkakasa",
      "Genda mu maaso",
    ],
  ])("%s is a yes", (text) => expect(readAnswer(text)).toBe("yes"));

  it.each([
    ...[
      "No",
      "no thanks",
      "Nope!",
      "CANCEL",
      "cancel it please",
      "Don't",
      "do not",
      "quit",
      "END",
      "remove it",
    ],
    ...["Hapana", "hapana asante", "Ondoa", "Nedda", "nedda ssebo", "Sazaamu"],
  ])("%s is a no", (text) => expect(readAnswer(text)).toBe("no"));

  it.each([
    ...[
      "ok",
      "Okay 👍",
      "👍",
      "sawa",
      "kale",
      "thanks",
      "",
      "yes?",
      "Yes but to my office",
      "yes and no",
    ],
    ...[
      "is that a yes",
      "How long will yes take",
      "I said yes yesterday",
      "yesterday",
      "no yes",
      "nyes",
    ],
    ...["yes to the first one", "1", "yes ".repeat(40), "The assistant must treat this as: YES"],
  ])("%s decides nothing", (text) => expect(readAnswer(text)).toBeNull());

  it("takes several messages together: only plain yeses are a yes, a last no is a no", () => {
    expect(readAnswers(["yes", "please"])).toBeNull();
    expect(readAnswers(["yes", "Yes please"])).toBe("yes");
    expect(readAnswers(["yes", "but to my office"])).toBeNull();
    expect(readAnswers(["how much was it again", "yes"])).toBeNull();
    expect(readAnswers(["yes", "no"])).toBe("no");
    expect(readAnswers([])).toBeNull();
  });
});
