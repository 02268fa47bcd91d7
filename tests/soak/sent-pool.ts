import { readJournal } from "./read-journal";

export type SentPool = ReturnType<typeof createSentPool>;

/**
 * Ids of our messages that have left so far, as the provider's journal tells; none of those to the number
 * that is to be erased, which nobody else's message may name.
 */
export function createSentPool(providersUrl: string, erasedPhone: string) {
  const known: string[] = [];
  const read = new Set<string>();
  let cursor = 0;

  return {
    async refresh(): Promise<void> {
      const entries = await readJournal(providersUrl, cursor);
      for (const entry of entries) {
        // Those still under way are looked at again.
        if (entry.outcome === "received") break;
        cursor = entry.seq;
        const arrives = entry.outcome === "accepted" && entry.fault !== "accept_then_fail";
        const mayBeNamed = arrives && entry.phone !== erasedPhone;
        if (mayBeNamed && entry.wa_message_id !== null) known.push(entry.wa_message_id);
      }
    },
    size: () => known.length,
    /** Any of them; `draw` is in [0, 1). Null while there is none. */
    someone: (draw: number): string | null => known[Math.floor(draw * known.length)] ?? null,
    /** One that was not given out here before. */
    unread(draw: number): string | null {
      const start = Math.floor(draw * known.length);
      for (let n = 0; n < known.length; n += 1) {
        const wamid = known[(start + n) % known.length];
        if (wamid === undefined || read.has(wamid)) continue;
        read.add(wamid);
        return wamid;
      }
      return null;
    },
  };
}
