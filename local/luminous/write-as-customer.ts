import type { Store } from "../providers/open-store";
import { createWamid } from "./create-wamid";
import { bubbleText, type CustomerMessage, type SentFile, toMetaMessage } from "./customer-message";
import type { Customer } from "./customers";
import { type BusinessNumber, receivedEnvelope } from "./envelopes";
import type { FileOf } from "./media/file-of-message";
import type { PhoneMessages } from "./phone-messages";
import type { PostWebhook, WebhookAnswer } from "./post-webhook";

export type WrittenMessage = {
  id: string;
  /** What the app answered; null when it did not. */
  webhook_status: number | null;
  status: "accepted" | "failed";
  reason?: string;
};

export type WriteAsCustomer = (
  customer: Customer,
  messages: CustomerMessage[],
  batch: boolean,
) => Promise<WrittenMessage[]>;

/**
 * Puts messages on the customer's phone and posts them to the app: one webhook each, all at once,
 * as different servers of Meta would; or with `batch` all in one webhook.
 */
export function createWriteAsCustomer(parts: {
  store: Store;
  messages: PhoneMessages;
  fileOf: FileOf;
  business: BusinessNumber;
  postWebhook: PostWebhook;
  closing: AbortSignal;
  now: () => Date;
}): WriteAsCustomer {
  const { store, messages, fileOf, business, postWebhook, closing, now } = parts;

  return async function writeAsCustomer(customer, written, batch) {
    const files = await Promise.all(written.map(fileOf));
    const composed = store.transaction(() =>
      written.map((message, n) => compose(customer, message, files[n] ?? null)),
    );
    const about = customer.phone === null ? {} : { phone: customer.phone };
    const post = (items: Record<string, unknown>[]) =>
      postWebhook(receivedEnvelope(business, customer, items), about);

    const together = batch ? post(composed.map(({ meta }) => meta)) : null;
    return Promise.all(
      composed.map(async ({ id, meta, message }) =>
        settle(customer, id, message, await (together ?? post([meta]))),
      ),
    );
  };

  function compose(customer: Customer, message: CustomerMessage, file: SentFile | null) {
    const id = createWamid(customer.phone, "in");
    const at = message.sent_at === undefined ? now() : new Date(message.sent_at);
    messages.add({
      id,
      customer_id: customer.id,
      direction: "in",
      kind: message.kind,
      at,
      text: bubbleText(message, file),
      status: "pending",
      visible: message.kind !== "reaction",
      extra: {
        ...(message.reply_to === undefined ? {} : { reply_to: message.reply_to }),
        ...(file === null
          ? {}
          : { file: { id: file.id, mime_type: file.mimeType, name: file.fileName } }),
      },
    });
    const repliedTo = message.reply_to === undefined ? undefined : messages.get(message.reply_to);
    const meta = toMetaMessage(message, {
      id,
      at,
      displayNumber: business.displayNumber,
      repliesToTemplate: repliedTo?.kind === "template",
      file,
    });
    return { id, meta, message };
  }

  function settle(
    customer: Customer,
    id: string,
    message: CustomerMessage,
    answer: WebhookAnswer,
  ): WrittenMessage {
    const status = answer.reason === null ? "accepted" : "failed";
    if (!closing.aborted) {
      store.transaction(() => {
        messages.setStatus(id, status, answer.reason);
        if (message.kind === "reaction" && status === "accepted") {
          messages.react(customer.id, message.message_id, message.emoji);
        }
      });
    }
    return {
      id,
      webhook_status: answer.status,
      status,
      ...(answer.reason === null ? {} : { reason: answer.reason }),
    };
  }
}
