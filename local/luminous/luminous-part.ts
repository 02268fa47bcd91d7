import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Target } from "../providers/journal";
import type { Endpoint, Part, ProviderRequest, Reply } from "../providers/provider-request";
import { toE164 } from "./customers";
import type { HandOver, Outgoing } from "./hand-over-message";
import type { CustomerFiles } from "./media/customer-files";
import { createMediaEndpoint } from "./media/send-media";
import { metaLimitFault } from "./meta-limits";
import { createRateLimit } from "./rate-limit";
import type { SettingsKeeper } from "./settings";
import { findTemplate, renderTemplate, templatePage, templateSendSchema } from "./templates";

const contact = {
  phone: z.string().max(255),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
};
const buttonSchema = z.looseObject({ id: z.string(), title: z.string() });
const sendSchema = z.looseObject({
  ...contact,
  message: z.string().min(1),
  header: z.string().nullish(),
  footer: z.string().nullish(),
  buttons: z.array(buttonSchema).nullish(),
});
const templateRequestSchema = z.looseObject({ ...contact, template: templateSendSchema });

/** The platform's HTTP interface: `/api/send`, `/api/send/template`, `/api/templates`, `/api/verify`. */
export function createLuminousPart(parts: {
  apiKey: string;
  settings: SettingsKeeper;
  handOver: HandOver;
  files: CustomerFiles;
  now: () => Date;
}): Part {
  const { settings, handOver } = parts;
  const limit = createRateLimit(parts.now);

  const send: Endpoint = async (request) => {
    const parsed = sendSchema.safeParse(request.json);
    const phone = parsed.success ? toE164(parsed.data.phone) : null;
    if (!parsed.success || phone === null) return invalid(request, parsed.error);
    const { header, footer, buttons, message } = parsed.data;
    const clean = (text: string) => (settings.get().purifyHtml ? purify(text) : text);
    const text = clean(message);
    const outgoing: Outgoing = {
      target: "send",
      phone,
      contactName: nameOf(parsed.data),
      text,
      kind: buttons == null ? "text" : "interactive",
      extra: {
        ...(header ? { header: clean(header) } : {}),
        ...(footer ? { footer: clean(footer) } : {}),
        ...(buttons ? { buttons: buttons.map(({ id, title }) => ({ id, title })) } : {}),
      },
      // The platform stores every send as plain text, buttons or not.
      chatMetadata: { text: { body: text }, type: "text" },
    };
    const details = metaLimitFault(outgoing);
    return handOver(
      request,
      details ? { ...outgoing, refusal: { code: 131009, details } } : outgoing,
    );
  };

  const sendTemplate: Endpoint = async (request) => {
    const parsed = templateRequestSchema.safeParse(request.json);
    const phone = parsed.success ? toE164(parsed.data.phone) : null;
    if (!parsed.success || phone === null) return invalid(request, parsed.error);
    const template = findTemplate(parsed.data.template);
    const text = template === undefined ? null : renderTemplate(template, parsed.data.template);
    const refusal =
      template === undefined
        ? { code: 132001, details: `template name (${parsed.data.template.name}) does not exist` }
        : { code: 132000, details: "number of localizable_params does not match the template" };
    return handOver(request, {
      target: "template",
      phone,
      contactName: nameOf(parsed.data),
      kind: "template",
      text: text ?? "",
      extra: {
        ...(template?.footer === undefined ? {} : { footer: template.footer }),
        ...(template?.buttons === undefined
          ? {}
          : { buttons: template.buttons.map((title) => ({ id: title, title })) }),
      },
      // The platform stores the template's own text, its variables not filled in.
      chatMetadata: { type: "text", text: { body: template?.body ?? "" } },
      ...(text === null ? { refusal } : {}),
    });
  };

  const sendMedia = createMediaEndpoint({ files: parts.files, handOver, now: parts.now, invalid });

  const templates: Endpoint = async (request) => {
    const page = z.coerce.number().int().min(1).default(1);
    const perPage = z.coerce.number().int().min(1).max(100).default(10);
    const query = z
      .object({ page, per_page: perPage })
      .safeParse(Object.fromEntries(request.query));
    if (!query.success) return { status: 400, body: { error: fieldErrors(query.error) } };
    return {
      status: 200,
      body: templatePage(query.data.page, query.data.per_page, "/api/templates"),
    };
  };

  const verify: Endpoint = async () => {
    return { status: 200, body: { statusCode: 200, message: "API key is valid and active" } };
  };

  function guarded(handle: Endpoint, sends: boolean): Endpoint {
    return async (request) => {
      const refusal = keyRefusal(request, parts.apiKey) ?? rateRefusal() ?? accountRefusal(sends);
      if (refusal === null) return handle(request);
      request.record({ outcome: "refused" });
      return refusal;
    };
  }

  function rateRefusal(): Reply | null {
    const wait = limit(settings.get().requestsPerMinute);
    if (wait === null) return null;
    const headers = { "retry-after": String(wait), "x-ratelimit-remaining": "0" };
    return { status: 429, headers, body: { message: "Too Many Attempts." } };
  }

  function accountRefusal(sends: boolean): Reply | null {
    const { subscriptionActive, whatsappConnected } = settings.get();
    if (!sends || (subscriptionActive && whatsappConnected)) return null;
    const message = subscriptionActive
      ? "Please setup your whatsapp account!"
      : "Please renew or subscribe to a plan to continue!";
    return { status: 403, body: { statusCode: 403, message } };
  }

  const endpoints: Record<string, { target: Target; handle: Endpoint }> = {
    "POST /api/send": { target: "send", handle: guarded(send, true) },
    "POST /api/send/template": { target: "template", handle: guarded(sendTemplate, true) },
    "POST /api/send/media": { target: "send", handle: guarded(sendMedia, true) },
    "GET /api/templates": { target: "templates", handle: guarded(templates, false) },
    "GET /api/verify": { target: "verify", handle: guarded(verify, false) },
  };
  return {
    name: "luminous",
    find: (method, path) => endpoints[`${method} ${path}`] ?? null,
  };
}

function purify(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/&(?!\w+;)/g, "&amp;")
    .replace(/</g, "&lt;");
}

function nameOf(data: { first_name?: string | null; last_name?: string | null }): string {
  return [data.first_name, data.last_name].filter(Boolean).join(" ");
}

function invalid(request: ProviderRequest, error: z.ZodError | undefined): Reply {
  request.record({ outcome: "refused" });
  const errors = error
    ? fieldErrors(error)
    : { phone: ["The phone field must be a valid number."] };
  return {
    status: 400,
    body: { statusCode: 400, message: "The provided data is invalid.", errors },
  };
}

function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.join(".") || "body";
    fields[name] = [...(fields[name] ?? []), `The ${name} field is invalid: ${issue.message}`];
  }
  return fields;
}

function keyRefusal(request: ProviderRequest, apiKey: string): Reply | null {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return null;
  return { status: 401, body: { error: "Invalid API key." } };
}
