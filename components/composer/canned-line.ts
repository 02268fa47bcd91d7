/** What stands after "/" on the line of the caret, when that line holds nothing else. */
export type CannedLine = { query: string; from: number; to: number };

/** The command that is being typed at the caret, or null. */
export function cannedLineAt(text: string, caret: number): CannedLine | null {
  const from = text.lastIndexOf("\n", caret - 1) + 1;
  const end = text.indexOf("\n", caret);
  const to = end === -1 ? text.length : end;
  const match = /^\/([^\s/]*)$/.exec(text.slice(from, to));
  return match ? { query: (match[1] ?? "").toLowerCase(), from, to } : null;
}

type Named = { title: string; shortcut: string };

/** Those that a query means: a shortcut that begins so first, then any whose title has the words. */
export function matchingReplies<Reply extends Named>(replies: Reply[], query: string): Reply[] {
  const begins = replies.filter(({ shortcut }) => shortcut.startsWith(query));
  const others = replies.filter(
    ({ shortcut, title }) =>
      !shortcut.startsWith(query) &&
      (shortcut.includes(query) || title.toLowerCase().includes(query)),
  );
  return [...begins, ...others];
}
