import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const sources = ["app", "inngest", "lib"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(root, folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith("database.types.ts"))
  .map((file) => readFileSync(file, "utf8"));

const call = /\blog(?:\.\w+|\[[^\]]+\])\(\s*"([^"]+)"/g;
const written = new Set(
  sources.flatMap((text) => [...text.matchAll(call)].map(([, event]) => event)),
);
const [events = ""] = readFileSync(join(root, "docs/log-events.md"), "utf8").split("## Metrics");
const listed = new Set([...events.matchAll(/^\| `([^`]+)` \|/gm)].map(([, event]) => event));

describe("log events", () => {
  it("are all explained in docs/log-events.md", () => {
    expect([...written].filter((event) => !listed.has(event))).toEqual([]);
  });

  it("that docs/log-events.md explains are all written somewhere", () => {
    const isWritten = (event: string) => sources.some((text) => text.includes(`"${event}"`));
    expect([...listed].filter((event) => event && !isWritten(event))).toEqual([]);
  });

  it("hold those that the runbook names", () => {
    for (const event of [
      "Media download failed",
      "Vision captioning failed",
      "Audio transcription failed",
      "Media cleanup iteration",
    ])
      expect(listed).toContain(event);
  });
});
