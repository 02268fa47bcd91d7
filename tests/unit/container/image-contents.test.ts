import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findMissing, findUnwanted } from "../../container/image-contents";

let image: string;
beforeEach(() => {
  image = realpathSync(mkdtempSync(join(tmpdir(), "parcelo-image-")));
});
afterEach(() => rmSync(image, { recursive: true }));

const put = (path: string, text = "") => {
  mkdirSync(dirname(join(image, path)), { recursive: true });
  writeFileSync(join(image, path), text);
};
const whole = [
  "app/server.js",
  "app/.next/static/chunks/0a.js",
  "app/.next/static/chunks/0b.css",
  "app/.next/static/media/inter.woff2",
  "app/.next/server/chunks/lib_media_understand_pdf-worker_ts_0e._.js",
  "app/node_modules/tiktoken/tiktoken_bg.wasm",
];

it("an image with what the server loads lacks nothing and holds nothing that it should not", () => {
  for (const path of whole) put(path);
  expect(findMissing(image)).toEqual([]);
  expect(findUnwanted(image)).toEqual([]);
});

it.each(whole)("says what is lacking without %s", (absent) => {
  for (const path of whole) if (path !== absent) put(path);
  expect(findMissing(image)).toHaveLength(1);
});

it.each([
  ["app/.next/server/page.js.map", "", "a source map"],
  ["app/.env.production", "", "an environment file"],
  ["app/node_modules/left/test/a.js", "", "a test"],
  ["app/lib/env.ts", "", "source of ours"],
  ["app/supabase/seed.sql", "", "a folder of the repository"],
  ["app/.next/cache/x", "", "a build cache"],
  ["app/.next/server/a.js", `k="sk-proj-${"aB3dE6gH9j".repeat(5)}"`, "a.js: "],
])("finds %s", (path, text, what) => {
  put(path, text);
  expect(findUnwanted(image).join("\n")).toContain(what);
});
