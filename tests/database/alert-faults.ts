import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  beginSend,
  claim,
  echoItem,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  reply,
  sendSettings,
  someWamid,
  startConversation,
} from "./scenario";
import { call } from "./test-database";

export type Actors = {
  client: pg.Client;
  service: pg.Client;
  support: pg.Client;
  privacy: pg.Client;
  admin: pg.Client;
};

/** `strike` makes something hurt, and returns how a person or the service itself mends it. */
export type AlertFault = {
  /** The heading of docs/runbook.md that its alert links to. */
  anchor: string;
  /** Alerts that the same fault raises beside its own. */
  beside?: string[];
  strike(actors: Actors): Promise<() => Promise<unknown>>;
};

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function request(client: pg.Client, service: pg.Client, dueInMinutes: number) {
  const { sessionId } = await startConversation(service);
  return one<{ id: string }>(
    client,
    `insert into privacy_requests (customer_id, kind, channel, due_at)
     select customer_id, 'access', 'console', $2 from chat_sessions where id = $1 returning id`,
    sessionId,
    ago(-dueInMinutes),
  );
}

async function file(client: pg.Client, service: pg.Client, status: string, minutesAgo: number) {
  const { sessionId } = await startConversation(service);
  return one<{ id: string }>(
    client,
    `insert into chat_media (message_id, wa_media_id, status, created_at, updated_at)
     select id, '1234567890', $2, $3, $3 from chat_messages where session_id = $1 returning id`,
    sessionId,
    status,
    ago(minutesAgo),
  );
}

const park = async ({ client, service }: Actors) => {
  const item = { ...messageItem(), park_reason: "unknown_shape" };
  await ingest(service, item);
  const sql = "select id from wa_events where dedupe_key = $1";
  return { item, ...(await one<{ id: string }>(client, sql, item.dedupe_key)) };
};

/** Every alert that there is, each by a fault as it happens and ended as its entry in the runbook says. */
export const alertFaults: AlertFault[] = [
  {
    anchor: "hand-over-waiting",
    async strike({ client, service, support }) {
      const { sessionId } = await startConversation(service);
      await client.query("select give_to_human($1, 'customer_asked', null)", [sessionId]);
      await client.query("update chat_sessions set owner_since = $2 where id = $1", [
        sessionId,
        ago(11),
      ]);
      return () => call(support, "take_over_session", sessionId);
    },
  },
  {
    anchor: "send-account-stopped",
    async strike({ client, service, admin }) {
      const { messageId } = await queuedReply(service);
      const { attempt_id } = await beginSend(service, messageId);
      const refused = { kind: "failed", reason: "refused", retry: false, retry_after_ms: null };
      await recordSend(service, attempt_id, {
        ...{ ...refused, error_code: 131031, stops_account: true },
      });
      const stop = await one<{ id: string }>(
        client,
        "select id from send_stops where ended_at is null",
      );
      return () => call(admin, "lift_send_stop", stop.id);
    },
  },
  {
    anchor: "parked-events",
    async strike(actors) {
      const { id } = await park(actors);
      return () => call(actors.admin, "dismiss_parked_events", [id], "A test of the provider");
    },
  },
  {
    anchor: "job-dead",
    async strike({ client, admin }) {
      const id = randomUUID();
      await client.query(
        `insert into job_runs (run_id, function_id, state, started_at, finished_at, lease_until, error_class)
         values ($1, 'store-media', 'dead', now(), now(), now(), 'Error')`,
        [id],
      );
      return () => call(admin, "mark_job_failures_seen", [id]);
    },
  },
  {
    anchor: "privacy-deadline-near",
    async strike({ client, service, privacy }) {
      const { id } = await request(client, service, 6 * 24 * 60);
      return () => call(privacy, "pause_privacy_request", id, "proof_asked");
    },
  },
  {
    anchor: "privacy-deadline-over",
    beside: ["privacy-deadline-near"],
    async strike({ client, service, privacy }) {
      const { id } = await request(client, service, -1);
      return () => call(privacy, "withdraw_privacy_request", id);
    },
  },
  {
    anchor: "queue-age-turns",
    async strike({ client, service }) {
      const { sessionId } = await startConversation(service);
      await client.query("update chat_sessions set turn_requested_at = $2 where id = $1", [
        sessionId,
        ago(31),
      ]);
      return async () => reply(service, await claim(service, sessionId));
    },
  },
  {
    anchor: "queue-age-sends",
    async strike({ client, service }) {
      const { messageId } = await queuedReply(service);
      await client.query(
        "update chat_messages set created_at = $2, embedding_status = 'embedded' where id = $1",
        [messageId, ago(31)],
      );
      return async () => {
        const { attempt_id } = await beginSend(service, messageId);
        const accepted = { kind: "accepted", wa_message_id: someWamid() };
        return recordSend(service, attempt_id, accepted);
      };
    },
  },
  {
    anchor: "queue-age-embeddings",
    async strike({ client, service }) {
      const { sessionId } = await startConversation(service);
      const set = (what: string, value: string) =>
        client.query(`update chat_messages set ${what} = $2 where session_id = $1`, [
          sessionId,
          value,
        ]);
      await set("created_at", ago(31));
      return () => set("embedding_status", "embedded");
    },
  },
  {
    anchor: "queue-age-media",
    async strike({ client, service }) {
      const { id } = await file(client, service, "pending", 31);
      return () => client.query("update chat_media set status = 'expired' where id = $1", [id]);
    },
  },
  {
    anchor: "queue-age-echoes",
    async strike({ client, service }) {
      const { phone } = await startConversation(service);
      const echo = echoItem(someWamid(), phone, "Written in the provider's inbox");
      await ingest(service, echo);
      const { id } = await one<{ id: string }>(
        client,
        "update wa_events set settle_after = $2 where dedupe_key = $1 returning id",
        echo.dedupe_key,
        ago(31),
      );
      return () => call(service, "settle_echo", id, sendSettings);
    },
  },
  {
    anchor: "queue-age-reprocessing",
    beside: ["parked-events"],
    async strike(actors) {
      const { id, item } = await park(actors);
      await actors.client.query("update wa_events set reprocess_requested_at = $2 where id = $1", [
        id,
        ago(31),
      ]);
      return () =>
        call(actors.service, "reprocess_event", id, { ...item, park_reason: null }, sendSettings);
    },
  },
  {
    anchor: "sends-in-doubt",
    async strike({ client, service }) {
      const { messageId, phone } = await queuedReply(service);
      const { attempt_id } = await beginSend(service, messageId);
      await recordSend(service, attempt_id, { kind: "unknown", reason: "timeout" });
      await client.query("update chat_messages set state_changed_at = $2 where id = $1", [
        messageId,
        ago(6),
      ]);
      return () => ingest(service, echoItem(someWamid(), phone, "Hello from Parcelo."));
    },
  },
  {
    anchor: "media-failed",
    async strike({ client, service, support }) {
      const { id } = await file(client, service, "failed", 1);
      return () => call(support, "retry_media", [id]);
    },
  },
];
