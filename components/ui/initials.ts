/** Up to two capital letters for an avatar; a name without letters (a masked number) gives `#`. */
export function initials(name: string): string {
  const words = name.normalize("NFC").match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (!first) return "#";
  return [first, last]
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toUpperCase();
}
