import { z } from "zod";
import type { LocalRoute } from "../providers/local-route";
import type { Store } from "../providers/open-store";
import { sendResult } from "./chat-row";
import { createWamid } from "./create-wamid";
import { type Customers, toE164 } from "./customers";
import { sentEnvelope } from "./envelopes";
import type { PhoneMessages } from "./phone-messages";
import { type PostWebhook, postOnce } from "./post-webhook";
import type { SettingsKeeper } from "./settings";

const staffInboxSchema = z.strictObject({ phone: z.string(), text: z.string().min(1).max(4096) });

/** The platform's own inbox, its settings, and webhooks of any content. */
export function platformRoutes(parts: {
  store: Store;
  customers: Customers;
  messages: PhoneMessages;
  settings: SettingsKeeper;
  postWebhook: PostWebhook;
  webhookUrl: string;
  closing: AbortSignal;
  now: () => Date;
}): LocalRoute[] {
  const { store, customers, messages, settings, postWebhook, now } = parts;
  const ok = (body: unknown) => ({ status: 200, body });

  return [
    {
      // A person typing in the platform's own inbox: the app sees nothing but the echo.
      method: "POST",
      path: /^\/staff-inbox$/,
      handle: async ({ json }) => {
        const { phone: given, text } = staffInboxSchema.parse(json);
        const phone = toE164(given);
        if (phone === null) {
          return { status: 400, body: { error: "The phone must be in international form." } };
        }
        const id = createWamid(phone, "out");
        const seq = store.transaction(() =>
          messages.add({
            id,
            customer_id: customers.recipient(phone, "").id,
            direction: "out",
            kind: "text",
            text,
            at: now(),
            status: "delivered",
          }),
        );
        const content = { text: { body: text }, type: "text" };
        const data = sendResult({
          seq,
          id,
          phone,
          name: null,
          status: "delivered",
          content,
          at: now(),
        });
        const answer = await postWebhook(sentEnvelope({ success: true, data }), { phone });
        return ok({ id, webhook_status: answer.status });
      },
    },
    {
      // Bytes, content type and signature go through as they are.
      method: "POST",
      path: /^\/webhook$/,
      handle: async ({ raw, headers }) => {
        const signature = headers["x-hub-signature-256"];
        const answer = await postOnce(
          parts.webhookUrl,
          {
            "content-type": headers["content-type"] ?? "application/json",
            ...(typeof signature === "string" ? { "x-hub-signature-256": signature } : {}),
          },
          new Uint8Array(raw),
          parts.closing,
        );
        return ok({ webhook_status: answer.status, body: answer.body, reason: answer.reason });
      },
    },
    {
      method: "GET",
      path: /^\/luminous\/settings$/,
      handle: async () => ok(settings.get()),
    },
    {
      method: "POST",
      path: /^\/luminous\/settings$/,
      handle: async ({ json }) => ok(settings.change(json)),
    },
  ];
}
