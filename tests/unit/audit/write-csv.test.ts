import { expect, it } from "vitest";
import { csvLine } from "@/lib/audit/write-csv";

it("quotes what needs quotes", () => {
  expect(csvLine(["plain", 'say "hi"', "a,b", "two\nlines", ""])).toBe(
    'plain,"say ""hi""","a,b","two\nlines",\r\n',
  );
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is text, not a formula", (cell) => {
  expect(csvLine([cell]).replace(/^"/, "").startsWith("'")).toBe(true);
});
