import { z } from "zod";
import type { Store } from "./open-store";

/** What a request was about. `webhook` is the only one that leaves the stand-ins. */
export const targets = [
  "send",
  "template",
  "templates",
  "verify",
  "responses",
  "embeddings",
  "transcriptions",
  "parcelo",
  "telegram",
  "graph",
  "download",
  "webhook",
  "other",
] as const;
export type Target = (typeof targets)[number];

/**
 * `received`: still being handled, or the process died meanwhile. `accepted`: a message has left for
 * the phone, whatever the caller was told. `answered`: any other success. `refused`: the request was
 * at fault or the provider said no. `failed`: an injected fault, or a webhook the app did not take.
 */
export const outcomes = ["received", "accepted", "answered", "refused", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

const KEPT_PER_TARGET = 20_000;
const LONGEST_BODY = 256_000;

const rowSchema = z.object({
  seq: z.number(),
  at: z.string(),
  target: z.enum(targets),
  method: z.string(),
  path: z.string(),
  body: z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text))),
  outcome: z.enum(outcomes),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  phone: z.string().nullable(),
  wa_message_id: z.string().nullable(),
  detail: z.string().nullable(),
  duration_ms: z.number().nullable(),
});

export type JournalResult = {
  outcome?: Outcome;
  /** HTTP status given, or got from the app for a webhook; absent while none was. */
  status?: number;
  fault?: string;
  phone?: string;
  wa_message_id?: string;
  detail?: string;
  duration_ms?: number;
};

export type Journal = ReturnType<typeof createJournal>;

/** Every request that came in and every webhook that went out, written before it is handled. */
export function createJournal(store: Store, now: () => Date) {
  const insert = store.db.prepare(
    "insert into journal (at, target, method, path, body, outcome) values (?, ?, ?, ?, ?, 'received')",
  );
  const update = store.db.prepare(`update journal set
    outcome = coalesce(?, outcome), status = coalesce(?, status), fault = coalesce(?, fault),
    phone = coalesce(?, phone), wa_message_id = coalesce(?, wa_message_id),
    detail = coalesce(?, detail), duration_ms = coalesce(?, duration_ms)
    where seq = ?`);
  const select = store.db.prepare(
    "select * from journal where seq > ? and (? is null or target = ?) order by seq limit ?",
  );
  const newest = store.db.prepare("select coalesce(max(seq), 0) as seq from journal");
  const prune = store.db.prepare(`delete from journal where target = ? and seq <= (
    select seq from journal where target = ? order by seq desc limit 1 offset ${KEPT_PER_TARGET})`);

  return {
    begin(entry: { target: Target; method: string; path: string; body: unknown }): number {
      const { target, method, path } = entry;
      const { lastInsertRowid } = insert.run(
        now().toISOString(),
        target,
        method,
        path,
        bodyText(entry.body),
      );
      const seq = Number(lastInsertRowid);
      if (seq % 1_000 === 0) prune.run(target, target);
      return seq;
    },

    /** Adds to an entry; fields left out stay as they are. */
    record(seq: number, result: JournalResult): void {
      update.run(
        result.outcome ?? null,
        result.status ?? null,
        result.fault ?? null,
        result.phone ?? null,
        result.wa_message_id ?? null,
        result.detail ?? null,
        result.duration_ms ?? null,
        seq,
      );
    },

    /** Entries after `after`, oldest first; `cursor` is what to pass as `after` next time. */
    list(filter: { target?: Target; after?: number; limit?: number } = {}) {
      const target = filter.target ?? null;
      const after = filter.after ?? 0;
      const rows = select.all(after, target, target, filter.limit ?? 1_000);
      const entries = z.array(rowSchema).parse(rows);
      return { entries, cursor: entries.at(-1)?.seq ?? after };
    },

    /** The newest entry's number: count what leaves from now on by passing it as `after`. */
    position(): number {
      return z.object({ seq: z.number() }).parse(newest.get()).seq;
    },
  };
}

function bodyText(body: unknown): string | null {
  if (body === undefined) return null;
  const text = JSON.stringify(body);
  if (text.length <= LONGEST_BODY) return text;
  return JSON.stringify({ cut: true, characters: text.length, start: text.slice(0, 2_000) });
}
