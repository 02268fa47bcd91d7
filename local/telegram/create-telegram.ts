import { Readable } from "node:stream";
import { z } from "zod";
import type { Faults } from "../providers/faults";
import type { Journal } from "../providers/journal";
import type { LocalRoute } from "../providers/local-route";
import { type Endpoint, NO_REPLY, type Part, type Reply } from "../providers/provider-request";
import { type ChatEntry, chatPage } from "./chat-page";
import { findEntityFault } from "./find-entity-fault";

const messageSchema = z.object({
  chat_id: z.union([z.string().min(1), z.number()]),
  text: z.string().min(1),
  parse_mode: z.enum(["HTML"]).optional(),
  link_preview_options: z.object({ is_disabled: z.boolean() }).optional(),
  disable_notification: z.boolean().optional(),
});
const longest = 4_096;
/** On the page; the list in JSON has all. */
const shown = 200;

const refuse = (status: number, description: string, parameters?: object): Reply => ({
  status,
  body: { ok: false, error_code: status, description, ...(parameters && { parameters }) },
});

/** Telegram's Bot API as the alerts call it, under `/telegram`, with a look at what was sent. */
export function createTelegram(options: {
  faults: Faults;
  journal: Journal;
  token: string;
  now: () => Date;
}) {
  const { faults, journal, token, now } = options;
  let lastId = 0;

  const sendMessage: Endpoint = async (request) => {
    const given = /^\/bot([^/]+)\//.exec(request.path)?.[1];
    if (given !== token) return refuse(401, "Unauthorized");
    const text = request.raw.toString("utf8");
    const fault = await faults.meet("telegram", { text }, request.signal);
    if (fault) request.record({ fault: fault.kind, outcome: "failed" });
    if (fault?.kind === "hang") return NO_REPLY;
    if (fault?.kind === "status") {
      const seconds = fault.retry_after_s;
      return seconds === undefined
        ? refuse(fault.status, "Injected fault")
        : refuse(fault.status, `Too Many Requests: retry after ${seconds}`, {
            retry_after: seconds,
          });
    }
    const message = messageSchema.safeParse(request.json);
    if (!message.success) return refuse(400, "Bad Request: message text is empty");
    const { chat_id, text: words, parse_mode } = message.data;
    const entityFault = parse_mode === "HTML" ? findEntityFault(words) : null;
    if (entityFault) return refuse(400, `Bad Request: can't parse entities: ${entityFault}`);
    if (words.replaceAll(/<[^>]*>/g, "").length > longest)
      return refuse(400, "Bad Request: message is too long");
    lastId += 1;
    const date = Math.floor(now().getTime() / 1000);
    return {
      status: 200,
      body: { ok: true, result: { message_id: lastId, date, chat: { id: chat_id }, text: words } },
    };
  };

  const part: Part = {
    name: "telegram",
    find: (method, path) =>
      method === "POST" && /^\/bot[^/]+\/sendMessage$/.test(path)
        ? { target: "telegram", handle: sendMessage }
        : null,
  };
  const routes: LocalRoute[] = [
    {
      // What the chat shows, oldest first.
      method: "GET",
      path: /^\/telegram\/messages$/,
      handle: async () => ({ status: 200, body: { messages: sent() } }),
    },
    {
      // The same for eyes, with what was not taken.
      method: "GET",
      path: /^\/telegram$/,
      handle: async () => ({
        status: 200,
        headers: {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
          "cache-control": "no-store",
        },
        body: Readable.from(chatPage(chat().slice(-shown))),
      }),
    },
  ];

  /** Kept in the journal, so that it outlives a restart. */
  function chat(): ChatEntry[] {
    return journal.list({ target: "telegram", limit: 20_000 }).entries.flatMap((entry) => {
      const message = messageSchema.safeParse(entry.body);
      if (!message.success || entry.outcome === "received") return [];
      const { chat_id, text } = message.data;
      const refusal =
        entry.outcome === "answered" ? null : entry.status ? `HTTP ${entry.status}` : "no answer";
      return [{ at: entry.at, chat_id, text, refusal }];
    });
  }
  const sent = () =>
    chat().flatMap(({ at, chat_id, text, refusal }) =>
      refusal === null ? [{ at, chat_id, text }] : [],
    );
  return { part, routes, sent };
}
