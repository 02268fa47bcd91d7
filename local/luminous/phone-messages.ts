import { z } from "zod";
import type { Store } from "../providers/open-store";

export const extraSchema = z.object({
  header: z.string().optional(),
  footer: z.string().optional(),
  buttons: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  reply_to: z.string().optional(),
  /** What was sent with it; its bytes are at `/_local/files/:id`. */
  file: z.object({ id: z.string(), mime_type: z.string(), name: z.string().nullable() }).optional(),
});

const rowSchema = z.object({
  seq: z.number(),
  id: z.string(),
  customer_id: z.string(),
  direction: z.enum(["in", "out"]),
  kind: z.string(),
  text: z.string(),
  extra: z.string().transform((text) => extraSchema.parse(JSON.parse(text))),
  at: z.string(),
  status: z.enum(["pending", "accepted", "failed", "sent", "delivered", "read"]),
  reason: z.string().nullable(),
  reaction: z.string().nullable(),
  visible: z.number(),
  change: z.number(),
});
type Row = z.output<typeof rowSchema>;

/** One bubble on the simulated phone. `in` = written by the customer, `out` = from the business. */
export type PhoneMessage = Pick<
  Row,
  "seq" | "id" | "direction" | "kind" | "text" | "at" | "status"
> &
  z.output<typeof extraSchema> & { reaction?: string; reason?: string };

export type NewPhoneMessage = {
  id: string;
  customer_id: string;
  direction: "in" | "out";
  kind: string;
  text: string;
  extra?: z.input<typeof extraSchema>;
  at: Date;
  status: Row["status"];
  /** False for what never shows as a bubble: a reaction's own event, a message that failed later. */
  visible?: boolean;
};

const NEXT_CHANGE = "(select coalesce(max(change), 0) + 1 from messages)";

export type PhoneMessages = ReturnType<typeof createPhoneMessages>;

/** What the simulated phones show. Every write gives the row a new `change`, which pollers follow. */
export function createPhoneMessages(store: Store) {
  const insert = store.db.prepare(`insert into messages
    (id, customer_id, direction, kind, text, extra, at, status, visible, change)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ${NEXT_CHANGE})`);
  const setStatus = store.db.prepare(
    `update messages set status = ?, reason = ?, change = ${NEXT_CHANGE} where id = ?`,
  );
  const setReaction = store.db.prepare(
    `update messages set reaction = ?, change = ${NEXT_CHANGE} where id = ? and customer_id = ?`,
  );
  const byId = store.db.prepare("select * from messages where id = ?");
  const changed = store.db.prepare(`select * from messages
    where customer_id = ? and visible = 1 and change > ? order by change limit ?`);
  const newest = store.db.prepare(`select * from messages
    where customer_id = ? and visible = 1 order by seq desc limit ?`);
  const lastChange = store.db.prepare(
    "select coalesce(max(change), 0) as change from messages where customer_id = ?",
  );
  const unread = store.db.prepare(`select * from messages where customer_id = ? and visible = 1
    and direction = 'out' and status <> 'read' order by seq`);
  const undelivered = store.db.prepare(
    "select * from messages where direction = 'out' and visible = 1 and status = 'sent' order by seq",
  );
  const lastInbound = store.db.prepare(
    "select max(at) as at from messages where customer_id = ? and direction = 'in'",
  );
  const rows = z.array(rowSchema);

  return {
    add(message: NewPhoneMessage): number {
      const { lastInsertRowid } = insert.run(
        message.id,
        message.customer_id,
        message.direction,
        message.kind,
        message.text,
        JSON.stringify(message.extra ?? {}),
        message.at.toISOString(),
        message.status,
        message.visible === false ? 0 : 1,
      );
      return Number(lastInsertRowid);
    },
    get: (id: string) => rowSchema.optional().parse(byId.get(id)),
    setStatus(id: string, status: Row["status"], reason: string | null = null): void {
      setStatus.run(status, reason, id);
    },
    /** True when the message exists on this customer's phone. `emoji` null removes the reaction. */
    react(customerId: string, messageId: string, emoji: string | null): boolean {
      return Number(setReaction.run(emoji, messageId, customerId).changes) > 0;
    },
    /** Rows changed after the cursor in order of change; without one, the newest `limit` rows. */
    list(customerId: string, after: number | null, limit: number) {
      if (after === null) {
        const found = rows.parse(newest.all(customerId, limit)).reverse();
        const { change } = z.object({ change: z.number() }).parse(lastChange.get(customerId));
        return { messages: found.map(toPhoneMessage), cursor: change };
      }
      const found = rows.parse(changed.all(customerId, after, limit));
      return { messages: found.map(toPhoneMessage), cursor: found.at(-1)?.change ?? after };
    },
    unread: (customerId: string) => rows.parse(unread.all(customerId)),
    undelivered: () => rows.parse(undelivered.all()),
    lastInboundAt(customerId: string): Date | null {
      const { at } = z.object({ at: z.string().nullable() }).parse(lastInbound.get(customerId));
      return at === null ? null : new Date(at);
    },
  };
}

function toPhoneMessage(row: Row): PhoneMessage {
  const { seq, id, direction, kind, text, at, status, extra, reaction, reason } = row;
  return {
    seq,
    id,
    direction,
    kind,
    text,
    ...extra,
    at,
    status,
    ...(reaction === null ? {} : { reaction }),
    ...(reason === null ? {} : { reason }),
  };
}
