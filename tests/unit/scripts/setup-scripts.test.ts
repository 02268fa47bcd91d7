import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "@/scripts/build/hash-sources.mjs";
import { isInstalled } from "@/scripts/setup/is-installed.mjs";
import { readCounts } from "@/scripts/test/read-counts.mjs";

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
