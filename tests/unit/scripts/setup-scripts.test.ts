import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "@/scripts/build/hash-sources.mjs";
import { isInstalled } from "@/scripts/setup/is-installed.mjs";
import { rootFolder } from "@/scripts/setup/root-folder.mjs";
import { readCounts } from "@/scripts/test/read-counts.mjs";
import { describeTrouble, readTroubles } from "@/scripts/test/read-troubles.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parcelo-scripts-"));
  mkdirSync(join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, value: unknown) =>
  writeFileSync(join(folder, file), JSON.stringify(value));

describe("isInstalled", () => {
  const zod = { version: "4.6.7", integrity: "sha512-a" };
  const darwin = { version: "1.0.0", integrity: "sha512-b", optional: true };
  beforeEach(() => {
    write("package-lock.json", {
      packages: { "": {}, "node_modules/zod": zod, "node_modules/d": darwin },
    });
  });

  it("accepts what the lock says, without packages for other platforms", () => {
    write("node_modules/.package-lock.json", { packages: { "node_modules/zod": zod } });
    expect(isInstalled(folder)).toBe(true);
  });

  it.each([
    ["another version", { ...zod, version: "4.6.6" }],
    ["another content", { ...zod, integrity: "sha512-c" }],
    ["nothing", undefined],
  ])("refuses %s", (_what, installed) => {
    write("node_modules/.package-lock.json", { packages: { "node_modules/zod": installed } });
    expect(isInstalled(folder)).toBe(false);
  });

  it("refuses an installation that was interrupted", () => {
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("hashSources", () => {
  it("changes with a source's text and name, and with nothing else", () => {
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "lib/a.ts"), "1");
    const first = hashSources(folder);
    writeFileSync(join(folder, "README.md"), "changed");
    expect(hashSources(folder)).toBe(first);
    writeFileSync(join(folder, "lib/a.ts"), "2");
    expect(hashSources(folder)).not.toBe(first);
    rmSync(join(folder, "lib/a.ts"));
    writeFileSync(join(folder, "lib/b.ts"), "1");
    expect(hashSources(folder)).not.toBe(first);
  });
});

describe("readCounts", () => {
  it("counts a vitest file that could not run as a failure", () => {
    write("report.json", {
      ...{ numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 },
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{}] },
        { status: "passed", assertionResults: [{}] },
      ],
    });
    expect(readCounts("vitest", join(folder, "report.json"))).toEqual({
      passed: 7,
      failed: 2,
      skipped: 2,
      unsteady: 0,
    });
  });

  it("names browser tests that passed only when repeated, and hides no failure behind them", () => {
    write("report.json", {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{}],
    });
    expect(readCounts("playwright", join(folder, "report.json"))).toEqual({
      passed: 6,
      failed: 2,
      skipped: 2,
      unsteady: 1,
    });
  });
});

describe("readTroubles", () => {
  const read = (kind: "vitest" | "playwright") => readTroubles(kind, join(folder, "report.json"));

  it("names vitest tests that failed or needed a second try, and files that could not run", () => {
    const passed = { fullName: "fine", status: "passed", failureMessages: [] };
    const again = {
      fullName: "slow",
      status: "passed",
      failureMessages: ["Error: \u001b[31mlate"],
    };
    const failed = { fullName: "wrong", status: "failed", failureMessages: ["one", "two"] };
    const name = (file: string) => join(rootFolder, file);
    write("report.json", {
      testResults: [
        { name: name("a.test.ts"), status: "failed", assertionResults: [passed, again, failed] },
        {
          name: name("b.test.ts"),
          status: "failed",
          assertionResults: [again],
          message: "no hook",
        },
        { name: name("c.test.ts"), status: "passed", assertionResults: [passed] },
      ],
    });
    expect(read("vitest")).toEqual([
      { test: "a.test.ts > slow", again: true, error: "Error: late" },
      { test: "a.test.ts > wrong", again: false, error: "one" },
      { test: "b.test.ts > slow", again: true, error: "Error: late" },
      { test: "b.test.ts", again: false, error: "no hook" },
    ]);
  });

  it("names browser tests with their project, and what failed outside of them", () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      tests: [
        { projectName: "phone", status, results: [{ errors: message ? [{ message }] : [] }] },
      ],
    });
    write("report.json", {
      errors: [{ message: "no stack" }],
      suites: [
        {
          title: "x.test.ts",
          specs: [spec("fine", "expected")],
          suites: [
            { title: "group", specs: [spec("late", "flaky", "t"), spec("bad", "unexpected", "e")] },
          ],
        },
      ],
    });
    expect(read("playwright")).toEqual([
      { test: "outside of any test", again: false, error: "no stack" },
      { test: "[phone] x.test.ts > group > late", again: true, error: "t" },
      { test: "[phone] x.test.ts > group > bad", again: false, error: "e" },
    ]);
  });

  it("shows the first twelve lines of an error", () => {
    const error = Array.from({ length: 20 }, (_, line) => `line ${line}`).join("\n");
    const said = describeTrouble("e2e", { test: "x", again: true, error }).split("\n");
    expect(said[0]).toBe("  SECOND TRY  e2e: x");
    expect(said).toHaveLength(14);
    expect(said.at(-1)).toContain("8 lines more");
  });
});
