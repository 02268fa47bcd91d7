const tags = new Set(["b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote"]);
const piece = /<(\/?)([a-z]+)((?:\s+[a-z]+="[^"<>]*")*)\s*>|&(?:lt|gt|amp|quot|#\d+);|[<&]/g;

/** What Telegram says of a text in `parse_mode: "HTML"` that it cannot read; null when it can. */
export function findEntityFault(text: string): string | null {
  const open: string[] = [];
  for (const [all, slash, name] of text.matchAll(piece)) {
    if (all.startsWith("&") && all.length > 1) continue;
    if (name === undefined || !tags.has(name)) return `Unsupported start tag "${name ?? ""}"`;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return `Unmatched end tag "${name}"`;
  }
  const [left] = open;
  return left === undefined ? null : `Can't find end tag corresponding to start tag "${left}"`;
}
