import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findViolations } from "./directions/find-violations";

const root = join(import.meta.dirname, "..");
const folders = ["app", "components", "inngest", "lib", "local", "scripts", "tests"];

const sources = new Map<string, string>();
for (const folder of folders)
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(tsx?|mjs|js)$/.test(entry.name)) continue;
    const full = join(entry.parentPath, entry.name);
    sources.set(full.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(full, "utf8"));
  }

const violations = findViolations(sources);
for (const { file, problem } of violations) console.error(`${file} ${problem}`);
if (violations.length === 0) console.log(`${sources.size} files keep the dependency directions.`);
process.exitCode = violations.length === 0 ? 0 : 1;
