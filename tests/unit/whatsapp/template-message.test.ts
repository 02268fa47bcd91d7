import { describe, expect, it } from "vitest";
import { templateMessage } from "@/lib/whatsapp/template-message";

describe("a template as Meta takes it", () => {
  it("carries its values in the body, and nothing when it has none", () => {
    expect(templateMessage({ name: "hello", language: "en" }).components).toEqual([]);
    expect(
      templateMessage({ ...{ name: "a", language: "en" }, variables: ["x", "y"] }).components,
    ).toEqual([
      {
        type: "body",
        parameters: [
          { type: "text", text: "x" },
          { type: "text", text: "y" },
        ],
      },
    ]);
  });

  it("gives a code to the button that copies it too", () => {
    const parameters = [{ type: "text", text: "123456" }];
    expect(
      templateMessage({
        ...{ name: "privacy_code", language: "en", category: "authentication" },
        variables: ["123456"],
      }).components,
    ).toEqual([
      { type: "body", parameters },
      { type: "button", sub_type: "url", index: "0", parameters },
    ]);
  });
});
