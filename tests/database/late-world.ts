import { randomUUID } from "node:crypto";
import type pg from "pg";
import { decide, question } from "./confirm-scenario";
import { approved, begin, marked, verifiedRequest } from "./erase-world";
import { claimSettings, type Late } from "./late-calls";
import {
  beginSend,
  claim,
  echoItem,
  ingest,
  messageItem,
  one,
  recordSend,
  reply,
  somePhone,
} from "./scenario";
import { call } from "./test-database";

type Clients = { root: pg.Client; service: pg.Client; privacy: pg.Client };

/** A wamid as WhatsApp makes them: the number stands in its base64. */
export const realWamid = (phone: string) =>
  `wamid.${Buffer.from(`\u001c\u0018\u000c${phone.slice(1)}\u0015\u0002\u0000\u0011\u0018\u0012${Math.random()}`).toString("base64")}`;

/** One message as the service hands it to intake, with its keyed hashes. */
export const theirMessage = (phone: string, text: string, file = false, at = new Date()) => {
  const wamid = realWamid(phone);
  const item = messageItem({ phone, wamid, text, at, type: file ? "image" : "text" });
  const media = { wa_media_id: "1", mime_type: "image/jpeg", file_name: null, sha256: null };
  const message = { ...item.message, media: file ? media : null };
  return {
    wamid,
    item: marked({ ...item, message }, [{ kind: "phone", value: phone }], [wamid]),
  };
};

/**
 * Somebody for whom everything is under way at once when their erasure is approved: a turn with a tool and a
 * question, a sent reply, files being fetched and understood, embeddings, a summary, an archive, an echo.
 */
export async function underWay({ root, service, privacy }: Clients, words: string) {
  const phone = somePhone();
  const earlier = new Date(Date.now() - 120_000);
  const first = theirMessage(phone, `${words} hello`, false, earlier);
  const stored = await ingest(service, first.item);
  const sessionId = stored.turn_session_ids[0] ?? "";
  const answered = await reply(service, await claim(service, sessionId));
  const sentMessageId = answered.message_ids[0] ?? "";
  const { attempt_id: attemptId } = await beginSend(service, sentMessageId);
  const wamid = realWamid(phone);
  await recordSend(service, attemptId, { kind: "accepted", wa_message_id: wamid });
  const files = [theirMessage(phone, words, true), theirMessage(phone, words, true)];
  await ingest(service, ...files.map(({ item }) => item));
  const row = await one<{ customer_id: string; id: string; media: string[] }>(
    root,
    `select m.customer_id, m.id, array(select x.id from chat_media x join chat_messages f on f.id = x.message_id
       where f.session_id = m.session_id order by f.seq) as media
     from chat_messages m where m.wa_message_id = $1`,
    first.wamid,
  );
  const [pendingMediaId = "", storedMediaId = ""] = row.media;
  await root.query(
    "update chat_media set status = 'stored', storage_path = $2, downloaded_at = now() where id = $1",
    [storedMediaId, `${row.customer_id}/${storedMediaId}`],
  );
  const fetching = await call<{ claim: string }>(
    service,
    ...["claim_media_fetch", pendingMediaId, 60_000],
  );
  const looking = await call<{ claim: string }>(
    service,
    ...["claim_understanding", storedMediaId, 60_000],
  );
  const embedding = await call<{ claim: string }>(service, "claim_embeddings", claimSettings);
  const summary = await call<{ fence: number }>(
    service,
    ...["begin_summary", sessionId, randomUUID(), false, claimSettings],
  );
  const turn = await claim(service, sessionId);
  const tool = await call<{ id: string }>(
    service,
    ...["begin_tool_call", turn.turn_id, `a:${turn.turn_id}`, "open_ticket", { said: words }, true],
  );
  const asked = await decide(service, turn, `b:${turn.turn_id}`, question(words));
  const access = await call<{ id: string }>(
    privacy,
    "open_privacy_request_by_staff",
    ...[row.customer_id, "access", "email", earlier.toISOString(), words, randomUUID()],
  );
  await call(privacy, "record_identity_check", access.id, "document", "Passport at the desk");
  const exportId = await call<string>(privacy, "start_privacy_export", access.id);
  const archive = await call<{ claim: string }>(service, "claim_privacy_export", exportId, 60_000);
  const echo = echoItem(realWamid(phone), phone, words);
  await ingest(service, marked(echo, [{ kind: "phone", value: phone }], []));
  const event = await one<{ id: string }>(
    root,
    "select id from wa_events where dedupe_key = $1",
    echo.dedupe_key,
  );
  const requestId = await verifiedRequest(root, row.customer_id);
  const runId = await approved(privacy, requestId);
  await begin(service, runId);
  const late: Late = {
    ...{ customerId: row.customer_id, sessionId, messageId: row.id, sentMessageId, attemptId },
    ...{ turnId: turn.turn_id, fence: turn.fence, toolCallId: tool.id, confirmationId: asked.id },
    ...{ pendingMediaId, pendingClaim: fetching.claim, storedMediaId, storedClaim: looking.claim },
    ...{ embeddingClaim: embedding.claim, summaryFence: summary.fence, eventId: event.id },
    ...{ requestId: access.id, exportId, exportClaim: archive.claim, runId, phone, wamid, words },
  };
  return { late, requestId, first };
}
