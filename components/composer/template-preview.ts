export type PreviewPart = { text: string; variable: number | null };

const variable = /\{\{\s*(\d{1,2})\s*\}\}/g;

/** A template's text in parts: fixed words, and variables with their value or their mark. */
export function templatePreview(body: string, values: readonly string[]): PreviewPart[] {
  const parts: PreviewPart[] = [];
  let from = 0;
  for (const match of body.matchAll(variable)) {
    const number = Number(match[1]);
    if (match.index > from) parts.push({ text: body.slice(from, match.index), variable: null });
    parts.push({ text: values[number - 1]?.trim() || match[0], variable: number });
    from = match.index + match[0].length;
  }
  if (from < body.length) parts.push({ text: body.slice(from), variable: null });
  return parts;
}
