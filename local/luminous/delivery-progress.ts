import type { Customer } from "./customers";
import { type BusinessNumber, type DeliveryStatus, statusEnvelope } from "./envelopes";
import { type MetaError, metaError } from "./meta-errors";
import type { PhoneMessages } from "./phone-messages";
import type { PostWebhook } from "./post-webhook";
import type { SettingsKeeper } from "./settings";

type Step = { status: DeliveryStatus; error?: MetaError; silent: boolean };
type Pending = { timer: NodeJS.Timeout; step: Step };

export type DeliveryProgress = ReturnType<typeof createDeliveryProgress>;

/**
 * What becomes of an accepted message: sent, delivered, read, or failed; on the phone and, as
 * `message.status.update` webhooks, at the app. The webhooks of one message are independent of each
 * other, so a slow app may get them in any order, as in production.
 */
export function createDeliveryProgress(parts: {
  messages: PhoneMessages;
  settings: SettingsKeeper;
  business: BusinessNumber;
  postWebhook: PostWebhook;
  now: () => Date;
}) {
  const { messages, settings, business, postWebhook, now } = parts;
  const pending = new Map<string, Pending[]>();

  async function take(id: string, customer: Customer, step: Step): Promise<void> {
    const row = messages.get(id);
    const isForward = step.status === "delivered" ? row?.status === "sent" : row?.status !== "read";
    if ((step.status === "delivered" || step.status === "read") && isForward) {
      messages.setStatus(id, step.status);
    }
    if (step.silent || !settings.get().statuses) return;
    const body = statusEnvelope(business, {
      id,
      status: step.status,
      at: now(),
      customer,
      ...(step.error === undefined ? {} : { error: step.error }),
    });
    await postWebhook(body, customer.phone === null ? {} : { phone: customer.phone });
  }

  function plan(id: string, customer: Customer, step: Step, delayMs: number): void {
    const steps = pending.get(id) ?? [];
    const entry: Pending = {
      step,
      timer: setTimeout(() => {
        forget(id, entry);
        void take(id, customer, step);
      }, delayMs),
    };
    steps.push(entry);
    pending.set(id, steps);
  }

  function forget(id: string, entry: Pending): void {
    const rest = (pending.get(id) ?? []).filter((other) => other !== entry);
    if (rest.length === 0) pending.delete(id);
    else pending.set(id, rest);
  }

  return {
    /** Starts the usual course; with `failCode` the message never arrives. */
    start(id: string, customer: Customer, how: { silent: boolean; failCode?: number }): void {
      const { delays, autoRead } = settings.get();
      const { silent } = how;
      plan(id, customer, { status: "sent", silent }, delays.sent);
      if (how.failCode !== undefined) {
        const error = metaError(how.failCode);
        plan(id, customer, { status: "failed", silent, error }, delays.delivered);
        return;
      }
      plan(id, customer, { status: "delivered", silent }, delays.delivered);
      if (autoRead) plan(id, customer, { status: "read", silent }, delays.read);
    },

    /** After a restart: what had not reached the phone is delivered now. */
    resume(id: string, customer: Customer): void {
      plan(id, customer, { status: "delivered", silent: false }, settings.get().delays.delivered);
    },

    /** The customer opens the chat: what is still under way arrives first, then all is read. */
    async read(customer: Customer): Promise<number> {
      const unread = messages.unread(customer.id);
      await Promise.all(
        unread.map(async ({ id }) => {
          const early = pending.get(id) ?? [];
          pending.delete(id);
          for (const { timer } of early) clearTimeout(timer);
          for (const { step } of early) {
            if (step.status !== "read") await take(id, customer, step);
          }
          await take(id, customer, { status: "read", silent: false });
        }),
      );
      return unread.length;
    },

    close(): void {
      for (const steps of pending.values()) for (const { timer } of steps) clearTimeout(timer);
      pending.clear();
    },
  };
}
