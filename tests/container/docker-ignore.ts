import { matchesGlob } from "node:path";

/**
 * Whether a .dockerignore keeps a path (relative, forward slashes) out of the build's context. The last line
 * that matches the path or a folder above it decides; `!` takes in again. Patterns begin at the root.
 */
export function isIgnored(path: string, dockerignore: string): boolean {
  const parts = path.split("/");
  const itselfAndAbove = parts.map((_, n) => parts.slice(0, n + 1).join("/"));
  let ignored = false;
  for (const line of dockerignore.split("\n")) {
    const pattern = line.trim();
    if (pattern === "" || pattern.startsWith("#")) continue;
    const takesIn = pattern.startsWith("!");
    const glob = takesIn ? pattern.slice(1) : pattern;
    if (itselfAndAbove.some((part) => matchesGlob(part, glob))) ignored = !takesIn;
  }
  return ignored;
}
