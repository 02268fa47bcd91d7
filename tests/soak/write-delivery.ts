import type { BadReason, Delivery, Entry, MessageEntry, SoakCustomer } from "./delivery";
import type { SentFile } from "./sent-files";
import type { SentPool } from "./sent-pool";
import {
  foreignNumberBody,
  inboxEchoBody,
  legacyFlatBody,
  messagesBody,
  receiptBody,
} from "./write-envelope";
import { textOf, writeMessage } from "./write-message";

export type Writer = ReturnType<typeof createWriter>;

/**
 * Turns planned deliveries into bodies. What was drawn for an entry stays, so that a repeat says
 * the same as its original.
 */
export function createWriter(
  startedAt: Date,
  pool: Pick<SentPool, "someone" | "unread">,
  files: ReadonlyMap<string, SentFile>,
) {
  const drawn = new Map<Entry, string>();

  function draw(entry: Entry, choose: () => string): string {
    const known = drawn.get(entry) ?? choose();
    drawn.set(entry, known);
    return known;
  }

  /** The message that a receipt is about, as drawn; null before it was posted. */
  const receiptWamid = (entry: Entry) => drawn.get(entry) ?? null;

  const timeOf = (ms: number) => new Date(startedAt.getTime() + Math.floor(ms));

  function one(entry: MessageEntry): object {
    const wamid =
      entry.type === "reaction"
        ? draw(entry, () => pool.someone(entry.draw) ?? entry.wamid.replace("wamid.", "wamid.U"))
        : "";
    const file = files.get(entry.wamid) ?? null;
    return writeMessage(entry, timeOf(entry.writtenMs), { wamid, file });
  }

  function body(delivery: Delivery): object {
    const [first] = delivery.entries;
    if (first === undefined) throw new Error("A delivery holds at least one entry");
    if (first.kind === "receipt") {
      const wamid = draw(first, () => pool.unread(first.draw) ?? first.unknownWamid);
      return receiptBody(wamid, timeOf(delivery.dueMs));
    }
    if (first.kind === "echo") {
      const text = `A colleague answers ${first.token}`;
      return inboxEchoBody(first.customer, first.wamid, text, timeOf(delivery.dueMs));
    }
    if (first.kind === "bad" && delivery.entries.length === 1) return badBody(first);
    const isAlone = delivery.entries.length === 1;
    if (delivery.envelope === "legacy_flat" && first.kind === "message" && isAlone) {
      const at = timeOf(first.writtenMs);
      return legacyFlatBody(first.customer, first.wamid, textOf(first), at);
    }
    const messages = delivery.entries.map((entry) => {
      if (entry.kind === "message") return one(entry);
      if (entry.kind === "bad") return badMessage(entry.reason, entry.customer, entry.token);
      throw new Error(`A ${entry.kind} stands alone`);
    });
    const customers = delivery.entries.flatMap((entry) =>
      entry.kind === "message" ? [entry.customer] : [],
    );
    const envelope = delivery.envelope === "legacy_flat" ? "live" : delivery.envelope;
    return messagesBody(envelope, customers, messages);
  }

  return {
    receiptWamid,
    /** When the customer wrote it, by the webhook's clock of whole seconds. */
    writtenAt: ({ writtenMs }: MessageEntry): number =>
      Math.floor(timeOf(writtenMs).getTime() / 1_000) * 1_000,
    /** The text of the request. */
    write(delivery: Delivery): string {
      if (delivery.refusal === "array_root") return "[]";
      const text = JSON.stringify(body(delivery));
      return delivery.refusal === "truncated" ? text.slice(0, -10) : text;
    },
  };

  function badBody(entry: Extract<Entry, { kind: "bad" }>): object {
    const { reason, customer, token } = entry;
    if (reason === "unknown_shape") return { event: "message.received", data: { surprise: token } };
    const message = badMessage(reason, customer, token);
    if (reason === "foreign_phone_number_id") return foreignNumberBody(customer, message);
    return messagesBody("live", reason === "missing_message_id" ? [customer] : [], [message]);
  }
}

/** A message that cannot be handled, each in its own way; the token keeps it apart from others. */
function badMessage(reason: BadReason, { waId }: SoakCustomer, token: string): object {
  const text = { type: "text", text: { body: `Broken ${token}` } };
  switch (reason) {
    case "missing_message_id":
      return { ...text, from: waId };
    case "missing_sender":
      return { ...text, id: `wamid.${token}` };
    case "invalid_sender":
      return { ...text, id: `wamid.${token}`, from: "not-a-number" };
    case "oversized_id":
      return { ...text, id: `wamid.${token.repeat(40)}`, from: waId };
    default:
      return { ...text, id: `wamid.${token}`, from: waId };
  }
}
