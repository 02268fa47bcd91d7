import { findChain, readImports, type Sources } from "./module-graph";

export type Violation = { file: string; problem: string };

/** Which of our top-level folders a folder's files may import (design: app, inngest → lib → nothing of ours). */
const allowed: Record<string, readonly string[]> = {
  app: ["app", "components", "inngest", "lib"],
  components: ["components", "lib"],
  inngest: ["inngest", "lib"],
  lib: ["lib"],
  local: ["inngest", "lib", "local"],
  scripts: ["lib", "local", "scripts"],
  tests: ["app", "components", "inngest", "lib", "local", "scripts", "tests"],
};
const folders = Object.keys(allowed);
const product = new Set(["app", "components", "inngest", "lib"]);

const readsServiceKey = new Set([
  "lib/env-variables.ts",
  "lib/env-rules.ts",
  "lib/unsafe-settings.ts",
  "lib/supabase/service.ts",
]);
const readsEnvironment = new Set(["lib/env.ts", "lib/log.ts"]);
/** Set by Node and Next themselves, and replaced at build time: no configuration of ours. */
const builtIn = "NODE_ENV|NEXT_RUNTIME|NEXT_PHASE";

const folderOf = (path: string) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "");

function checkImports(file: string, sources: Sources): Violation[] {
  // The embedded stack keeps its tests beside its parts; they are tests all the same.
  const isTest = /^local\/.*\btests\//.test(file);
  const mayImport = allowed[isTest ? "tests" : folderOf(file)];
  if (!mayImport) return [];
  return readImports(file, sources).flatMap(({ target }) => {
    const folder = folderOf(target);
    if (!folders.includes(folder) || mayImport.includes(folder)) return [];
    // A package may be called like a folder of ours ("inngest/next"): only files that exist are ours.
    if (!sources.has(target)) return [];
    return [{ file, problem: `imports ${target}: ${folderOf(file)}/ may not import ${folder}/` }];
  });
}

function checkProductFile(file: string, text: string): Violation[] {
  const violations: Violation[] = [];
  if (text.includes("SUPABASE_SERVICE_ROLE_KEY") && !readsServiceKey.has(file))
    violations.push({
      file,
      problem:
        "mentions SUPABASE_SERVICE_ROLE_KEY: only lib/supabase/service.ts may read the service key",
    });
  const environment = new RegExp(`\\bprocess\\.env\\b(?!\\.(?:${builtIn})\\b)`);
  if (environment.test(text) && !readsEnvironment.has(file))
    violations.push({ file, problem: "reads process.env: configuration comes from lib/env.ts" });
  return violations;
}

/** Everything in the repository that breaks the dependency directions of the design. */
export function findViolations(sources: Sources): Violation[] {
  const violations: Violation[] = [];
  for (const [file, text] of sources) {
    violations.push(...checkImports(file, sources));
    if (product.has(folderOf(file))) violations.push(...checkProductFile(file, text));
    if (folderOf(file) !== "components") continue;
    const chain = findChain(file, "server-only", sources);
    if (chain)
      violations.push({ file, problem: `reaches server-only code: ${chain.slice(1).join(" → ")}` });
  }
  return violations;
}
