import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, Faults } from "../providers/faults";
import type { Store } from "../providers/open-store";
import { NO_REPLY, type ProviderRequest, type Reply } from "../providers/provider-request";
import { sendResult } from "./chat-row";
import { createWamid } from "./create-wamid";
import type { Customers } from "./customers";
import type { DeliveryProgress } from "./delivery-progress";
import { sentEnvelope } from "./envelopes";
import { type MetaError, metaError } from "./meta-errors";
import type { PhoneMessages } from "./phone-messages";
import { platformError, refusedReply } from "./platform-reply";
import type { PostWebhook } from "./post-webhook";
import type { SettingsKeeper } from "./settings";

export type Outgoing = {
  target: "send" | "template";
  phone: string;
  contactName: string;
  kind: "text" | "interactive" | "template" | "image" | "video" | "audio" | "document";
  text: string;
  extra: {
    header?: string;
    footer?: string;
    buttons?: { id: string; title: string }[];
    file?: { id: string; mime_type: string; name: string | null };
  };
  /** What the platform stores for its own inbox, and shows in the echo. */
  chatMetadata: unknown;
  /** Set when Meta would refuse it whatever the circumstances. */
  refusal?: { code: number; details: string };
};

export type HandOver = (
  request: ProviderRequest,
  message: Outgoing,
) => Promise<Reply | typeof NO_REPLY>;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * From a well-formed send to the customer's phone: faults, Meta's refusals, acceptance, echo and
 * statuses. Message and journal entry are written in one transaction before anything is answered,
 * so what was acknowledged, or accepted and not acknowledged, survives a kill at any moment.
 */
export function createHandOver(parts: {
  store: Store;
  faults: Faults;
  settings: SettingsKeeper;
  customers: Customers;
  messages: PhoneMessages;
  progress: DeliveryProgress;
  postWebhook: PostWebhook;
  now: () => Date;
}): HandOver {
  const { store, faults, settings, customers, messages, progress, postWebhook, now } = parts;

  return async function handOver(request, message) {
    const { phone, text } = message;
    request.record({ phone });
    const fault = await faults.meet(message.target, { phone, text }, request.signal);
    if (fault !== null) request.record({ fault: fault.kind });
    if (fault?.kind === "hang" || fault?.kind === "status") {
      request.record({ outcome: "failed" });
      return fault.kind === "hang" ? NO_REPLY : platformError(fault.status, fault.retry_after_s);
    }
    if (fault?.kind === "refusal") {
      return refuse(request, phone, fault.code === undefined ? null : metaError(fault.code));
    }
    const refusal = message.refusal ?? windowRefusal(message);
    if (refusal !== undefined) {
      return refuse(request, phone, metaError(refusal.code, refusal.details));
    }

    const accepted = accept(request, message, fault);
    const silent = fault !== null && "silent" in fault && fault.silent;
    const customer = accepted.customer;
    progress.start(accepted.id, customer, {
      silent,
      ...(fault?.kind === "accept_then_fail" ? { failCode: fault.code } : {}),
    });
    if (settings.get().echo && !silent) await echo(accepted.outcome, phone);

    if (fault?.kind === "accept_then_time_out") return NO_REPLY;
    if (fault?.kind === "accept_then_500") return platformError(500);
    if (fault?.kind === "accept_then_no_connection") return refusedReply(null);
    if (fault?.kind === "no_id") {
      const { messages: _, ...data } = accepted.outcome.data;
      return { status: 200, body: { statusCode: 200, data: { success: true, data } } };
    }
    return { status: 200, body: { statusCode: 200, data: accepted.outcome } };
  };

  function accept(request: ProviderRequest, message: Outgoing, fault: Fault | null) {
    return store.transaction(() => {
      const customer = customers.recipient(message.phone, message.contactName);
      const id = createWamid(message.phone, "out");
      const seq = messages.add({
        id,
        customer_id: customer.id,
        direction: "out",
        kind: message.kind,
        text: message.text,
        extra: message.extra,
        at: now(),
        status: "sent",
        visible: fault?.kind !== "accept_then_fail",
      });
      request.record({ outcome: "accepted", wa_message_id: id });
      const data = sendResult({
        seq,
        id,
        phone: message.phone,
        name: customer.name,
        at: now(),
        status: message.kind === "template" ? "accepted" : "delivered",
        content: message.chatMetadata,
      });
      return { id, customer, outcome: { success: true, data } };
    });
  }

  function windowRefusal(message: Outgoing) {
    if (!settings.get().enforceWindow || message.kind === "template") return undefined;
    const customer = customers.byPhone(message.phone);
    const last = customer === undefined ? null : messages.lastInboundAt(customer.id);
    if (last !== null && now().getTime() - last.getTime() < DAY_MS) return undefined;
    return { code: 131047, details: metaError(131047).details };
  }

  /** With `echoBeforeResponse` the caller waits for the app, as in the platform's own code. */
  async function echo(outcome: Record<string, unknown>, phone: string): Promise<void> {
    const post = async () => {
      const { delays } = settings.get();
      if (delays.echo > 0) await sleep(delays.echo, undefined, { ref: false });
      await postWebhook(sentEnvelope(outcome), { phone });
    };
    if (settings.get().echoBeforeResponse) await post();
    else void post();
  }

  async function refuse(
    request: ProviderRequest,
    phone: string,
    error: MetaError | null,
  ): Promise<Reply> {
    request.record({
      outcome: "refused",
      ...(error === null ? {} : { detail: String(error.code) }),
    });
    const reply = refusedReply(error);
    if (settings.get().echo) await echo(reply.body.data, phone);
    return reply;
  }
}
