import { describe, expect, it } from "vitest";
import { formCopy } from "@/components/copy/form";
import { fieldErrors } from "@/components/form/field-errors";

describe("fieldErrors", () => {
  it("says the first thing wrong with each field, in words", () => {
    expect(
      fieldErrors([
        ["name", "too_small"],
        ["name", "invalid_format"],
        ["email", "taken"],
      ]),
    ).toEqual({ name: formCopy.errors.too_small, email: formCopy.errors.taken });
  });

  it("never shows a code that it has no sentence for", () => {
    expect(fieldErrors([["role", "code_of_tomorrow"]])).toEqual({ role: formCopy.wrong });
  });
});
