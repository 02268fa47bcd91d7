import { expect, it } from "vitest";
import { createLog } from "@/lib/create-log";
import { redactConsole } from "@/lib/redact-console";

it("P13: what a library writes to the console keeps neither message nor address", () => {
  let written = "";
  const log = createLog(
    {
      write: (line: string) => {
        written += line;
      },
    },
    "info",
  );
  const target: Pick<Console, "error" | "warn"> = { error: () => {}, warn: () => {} };
  redactConsole(target, log);

  target.error("⨯", new TypeError("canary +256700000101 at /hook?token=canary"));
  target.warn("canary could not be parsed");

  expect(written).not.toMatch(/canary|256700000101/);
  expect(written).toContain('"name":"TypeError"');
  expect(written.trim().split("\n")).toHaveLength(2);
});
