import { RequestFailure } from "@/components/query/request-json";

export type PendingReply = {
  key: string;
  text: string;
  at: string;
  error: unknown;
  /** A file that goes with it, and how much of it has arrived, in percent. */
  file: File | null;
  percent: number;
};

type Kept = Pick<PendingReply, "key" | "text" | "at">;
const placeOf = (sessionId: string) => `unsent-${sessionId}`;
const none: readonly PendingReply[] = [];

/**
 * Replies between the press of Send and their row in the database, by conversation. They outlive the page of
 * their conversation; their words, not their files, are kept in the tab over reloads and sign-in too.
 */
export function createUnsentReplies(storage: () => Storage) {
  const bySession = new Map<string, readonly PendingReply[]>();
  const watchers = new Map<string, Set<() => void>>();

  /** The same list as long as nothing changed. */
  const read = (sessionId: string): readonly PendingReply[] => {
    const known = bySession.get(sessionId);
    if (known) return known;
    const left = leftBehind(storage().getItem(placeOf(sessionId)));
    bySession.set(sessionId, left);
    return left;
  };

  const write = (sessionId: string, replies: readonly PendingReply[]) => {
    bySession.set(sessionId, replies.length > 0 ? replies : none);
    const kept: Kept[] = replies
      .filter(({ file, text }) => file === null && text !== "")
      .map(({ key, text, at }) => ({ key, text, at }));
    if (kept.length > 0) storage().setItem(placeOf(sessionId), JSON.stringify(kept));
    else storage().removeItem(placeOf(sessionId));
    for (const heard of watchers.get(sessionId) ?? []) heard();
  };

  return {
    read,
    add: (sessionId: string, reply: PendingReply) => write(sessionId, [...read(sessionId), reply]),
    /** Changes one, or takes it away with null; nothing when it has gone already. */
    change: (sessionId: string, key: string, next: Partial<PendingReply> | null) => {
      const replies = read(sessionId);
      if (!replies.some((reply) => reply.key === key)) return;
      write(
        sessionId,
        replies.flatMap((reply) =>
          reply.key !== key ? [reply] : next === null ? [] : [{ ...reply, ...next }],
        ),
      );
    },
    watch: (sessionId: string, onChange: () => void) => {
      const all = watchers.get(sessionId) ?? new Set();
      watchers.set(sessionId, all.add(onChange));
      return () => void all.delete(onChange);
    },
    /** Whether a page shows them now. */
    isWatched: (sessionId: string) => (watchers.get(sessionId)?.size ?? 0) > 0,
  };
}

/** What the page before this one did not see through. The same key makes a second try safe. */
function leftBehind(stored: string | null): readonly PendingReply[] {
  if (stored === null) return none;
  const kept = readKept(stored);
  return kept.map((reply) => ({
    ...reply,
    ...{ error: new RequestFailure("interrupted"), file: null, percent: 0 },
  }));
}

function readKept(stored: string): Kept[] {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return []; // Not ours: nothing in it can be sent.
  }
  return Array.isArray(value) ? value.filter(isKept) : [];
}

const isKept = (value: unknown): value is Kept =>
  typeof value === "object" &&
  value !== null &&
  ["key", "text", "at"].every((name) => typeof Reflect.get(value, name) === "string");

/** Those of this tab. */
export const unsentReplies = createUnsentReplies(() => sessionStorage);
