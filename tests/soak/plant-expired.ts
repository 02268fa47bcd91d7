import { randomUUID } from "node:crypto";
import { type Customer, receivedEvent, textMessage } from "../integration/customer";
import { type RunningStack, until } from "../integration/running-stack";
import { mediaBucket } from "./list-objects";

const day = 24 * 60 * 60_000;
const messagesEach = 4;

export type Expired = { customerIds: string[] };

/**
 * Conversations of 40 days ago, each with a file whose time is over: what the run of retention must find.
 * They come as webhooks do, and are then moved back in time.
 */
export async function plantExpired(running: RunningStack, count: number): Promise<Expired> {
  const at = new Date(Date.now() - 40 * day);
  const planted = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const waId = `25678${2_000_000 + n}`;
      const customer = { waId, phone: `+${waId}`, name: "Once" };
      const messages = Array.from({ length: messagesEach }, (_, m) =>
        textMessage(customer, `Old ${m}`, undefined, at),
      );
      const { status } = await running.post(receivedEvent([customer], messages));
      if (status !== 200) throw new Error(`An old conversation was answered with ${status}`);
      return moveBack(running, customer, at);
    }),
  );
  return { customerIds: planted };
}

async function moveBack(running: RunningStack, customer: Customer, at: Date): Promise<string> {
  const { database } = running;
  const session = await until("the old conversation is there", () => running.sessionOf(customer));
  const [first] = await running.messagesOf(session.id);
  if (!first) throw new Error("The old conversation has no message");
  const then = at.toISOString();
  const over = new Date(at.getTime() + 7 * day).toISOString();
  const path = `${session.customer_id}/${randomUUID()}`;
  const upload = await database.storage
    .from(mediaBucket)
    .upload(path, Buffer.from("an old picture"), { contentType: "image/jpeg" });
  if (upload.error) throw upload.error;
  const moved = { created_at: then };
  const results = [
    await database.from("chat_media").insert({
      ...{ message_id: first.id, mime_type: "image/jpeg", status: "stored", storage_path: path },
      ...{ expires_at: over, verified_at: then, enrichment_status: "done", ...moved },
    }),
    await database.from("chat_messages").update(moved).eq("session_id", session.id),
    await database
      .from("chat_sessions")
      // No notes are made of it, which would keep it for another year.
      .update({ ...moved, last_message_at: then, expires_at: over, unsummarised_since: null })
      .eq("id", session.id),
    await database
      .from("customers")
      .update({ ...moved, updated_at: then })
      .eq("id", session.customer_id),
  ];
  const failed = results.find(({ error }) => error !== null);
  if (failed?.error) throw new Error(`Moving back in time failed: ${failed.error.message}`);
  return session.customer_id;
}
