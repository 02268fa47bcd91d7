import { posix } from "node:path";

/** One import as it is written; `kind: "type"` leaves nothing behind at run time. */
export type Import = { target: string; kind: "value" | "type" };

/** Source text by path relative to the repository, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const statements =
  /^[ \t]*(?:import|export)\s+(type\s+(?!from\b))?(?:[\w*{}\s,$"-]+?\s+from\s+)?["']([^"'\n]+)["']/gm;
const calls = /\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)/g;
const endings = ["", ".ts", ".tsx", ".mjs", ".js", "/index.ts", "/index.tsx"];

/** Our own file behind a specifier, or the specifier itself when it names a package. */
function resolve(from: string, specifier: string, sources: Sources): string {
  const isOwn = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOwn) return specifier;
  const path = specifier.startsWith("@/")
    ? specifier.slice(2)
    : posix.join(posix.dirname(from), specifier);
  const ending = endings.find((candidate) => sources.has(path + candidate));
  return path + (ending ?? "");
}

/** What a file imports, statically or by call: own files by their path, packages by their name. */
export function readImports(file: string, sources: Sources): Import[] {
  const text = (sources.get(file) ?? "").replace(comments, "");
  const imports: Import[] = [];
  for (const [, type, specifier] of text.matchAll(statements))
    if (specifier)
      imports.push({ target: resolve(file, specifier, sources), kind: type ? "type" : "value" });
  for (const [, specifier] of text.matchAll(calls))
    if (specifier) imports.push({ target: resolve(file, specifier, sources), kind: "value" });
  return imports;
}

/**
 * The shortest chain of run-time imports from a file to a package, or undefined. Modules that begin
 * with "use server" end a chain: the browser gets a reference to them, not their code.
 */
export function findChain(
  from: string,
  packageName: string,
  sources: Sources,
): string[] | undefined {
  const queue: string[][] = [[from]];
  const seen = new Set([from]);
  for (let chain = queue.shift(); chain; chain = queue.shift()) {
    const file = chain.at(-1) ?? from;
    if (/^\s*["']use server["']/.test(sources.get(file) ?? "")) continue;
    for (const { target, kind } of readImports(file, sources)) {
      if (kind === "type" || seen.has(target)) continue;
      if (target === packageName) return [...chain, target];
      seen.add(target);
      if (sources.has(target)) queue.push([...chain, target]);
    }
  }
  return undefined;
}
