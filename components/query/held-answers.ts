type Held = { tag: string; answer: unknown };

/** More than any page polls at once. */
const most = 40;
const held = new Map<string, Held>();

/** The answer to an address that this tab holds, with the tag by which the server knows it. */
export const heldAnswer = (path: string): Held | undefined => held.get(path);

/** Keeps a tagged answer, in memory alone: it may name people. */
export function holdAnswer(path: string, tag: string, answer: unknown): void {
  held.delete(path);
  held.set(path, { tag, answer });
  const [oldest] = held.keys();
  if (held.size > most && oldest !== undefined) held.delete(oldest);
}

/** After an act of one's own everything is read anew: what it touched may lie beside what the tag covers. */
export const forgetAnswers = (): void => held.clear();
