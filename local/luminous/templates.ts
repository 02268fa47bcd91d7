import { z } from "zod";

export type Template = {
  uuid: string;
  name: string;
  language: string;
  /** AUTHENTICATION: Meta's own form for codes, with a button that copies the code. */
  category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
  body: string;
  example: string[];
  footer?: string;
  buttons?: string[];
};

/** Approved templates of the simulated account. `{{n}}` are Meta's positional variables. */
const TEMPLATES: Template[] = [
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0001",
    name: "quotation_ready",
    language: "en",
    category: "UTILITY",
    body: "Hello {{1}}, your quote {{2}} is ready: {{3}} in total. Reply to this message and we will help you.",
    example: ["Ruth", "Q-77", "USD 84"],
    footer: "Parcelo",
    buttons: ["Accept quote", "Ask a question"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0002",
    name: "order_shipped",
    language: "en",
    category: "UTILITY",
    body: "Hello {{1}}, your parcel {{2}} has left our warehouse and should reach Kampala by {{3}}.",
    example: ["Ruth", "PCL-20418", "28 November"],
    buttons: ["Track order"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0003",
    name: "order_delivered",
    language: "en",
    category: "UTILITY",
    body: "Hello {{1}}, your parcel {{2}} was delivered. Thank you for shopping with Parcelo.",
    example: ["Ruth", "PCL-20418"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0004",
    name: "agent_response",
    language: "en",
    category: "UTILITY",
    body: "Hello {{1}}, we have an answer to your question. Reply to this message to continue.",
    example: ["Ruth"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0005",
    name: "agent_response",
    language: "sw",
    category: "UTILITY",
    body: "Habari {{1}}, tuna jibu la swali lako. Jibu ujumbe huu ili tuendelee.",
    example: ["Njeri"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0006",
    name: "cart_reminder",
    language: "en",
    category: "MARKETING",
    body: "Hello {{1}}, your cart is still waiting. Order before {{2}} and pay no handling fee.",
    example: ["Ruth", "Friday"],
    footer: "Reply STOP to opt out",
    buttons: ["View cart", "Stop promotions"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0007",
    name: "privacy_code",
    language: "en",
    category: "AUTHENTICATION",
    body: "{{1}} is your verification code. For your security, do not share this code.",
    example: ["123456"],
    footer: "This code expires in 15 minutes.",
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0008",
    name: "privacy_link",
    language: "en",
    category: "UTILITY",
    body: "The copy of your data for request {{1}} is ready. Open {{2}} by {{3}} and keep the link to yourself.",
    example: ["PR-0147", "https://parcelo.example/export/abc", "3/12/2026"],
  },
  {
    uuid: "5b0d5f0e-8d0e-4c58-9a3e-0c5c1c1d0009",
    name: "privacy_answer",
    language: "en",
    category: "UTILITY",
    body: "About your privacy request {{1}}: {{2}} This message was sent by Parcelo.",
    example: ["PR-0147", "Your request is done."],
  },
];

const componentSchema = z.looseObject({
  type: z.string(),
  parameters: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
});
export const templateSendSchema = z.looseObject({
  name: z.string().min(1),
  language: z.union([z.string(), z.looseObject({ code: z.string() })]),
  components: z.array(componentSchema).optional(),
});
export type TemplateSend = z.output<typeof templateSendSchema>;

export function findTemplate(send: TemplateSend): Template | undefined {
  const code = typeof send.language === "string" ? send.language : send.language.code;
  return TEMPLATES.find(({ name, language }) => name === send.name && language === code);
}

/** The text as the customer reads it, or null when the number of variables is wrong. */
export function renderTemplate(template: Template, send: TemplateSend): string | null {
  const body = send.components?.find(({ type }) => type.toLowerCase() === "body");
  const values = (body?.parameters ?? []).map(({ text }) => text ?? "");
  const needed = new Set(template.body.match(/\{\{\d+\}\}/g)).size;
  if (values.length !== needed) return null;
  const button = send.components?.find(({ type }) => type.toLowerCase() === "button");
  if (template.category === "AUTHENTICATION" && button?.parameters?.[0]?.text !== values[0]) {
    return null;
  }
  return template.body.replace(/\{\{(\d+)\}\}/g, (_, n: string) => values[Number(n) - 1] ?? "");
}

/** `GET /api/templates`: a page of Luminous' list; `metadata` is Meta's own object, as JSON text. */
export function templatePage(page: number, perPage: number, baseUrl: string) {
  const start = (page - 1) * perPage;
  const lastPage = Math.max(1, Math.ceil(TEMPLATES.length / perPage));
  const link = (n: number) => `${baseUrl}?page=${n}`;
  return {
    data: TEMPLATES.slice(start, start + perPage).map((template) => ({
      uuid: template.uuid,
      name: template.name,
      metadata: JSON.stringify(toMetaObject(template)),
      updated_at: "2026-10-05T09:12:44.000000Z",
    })),
    links: {
      first: link(1),
      last: link(lastPage),
      prev: page > 1 ? link(page - 1) : null,
      next: page < lastPage ? link(page + 1) : null,
    },
    meta: {
      current_page: page,
      last_page: lastPage,
      path: baseUrl,
      per_page: perPage,
      total: TEMPLATES.length,
    },
  };
}

const copyButton = {
  type: "BUTTONS",
  buttons: [
    {
      type: "URL",
      text: "Copy code",
      url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
    },
  ],
};

function toMetaObject(template: Template) {
  const { name, language, category, body, example, footer, buttons } = template;
  return {
    name,
    language,
    category,
    status: "APPROVED",
    parameter_format: "POSITIONAL",
    id: String(700_000_000_000 + Number.parseInt(template.uuid.slice(-4), 16)),
    components: [
      { type: "BODY", text: body, example: { body_text: [example] } },
      ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
      ...(buttons === undefined
        ? []
        : [{ type: "BUTTONS", buttons: buttons.map((text) => ({ type: "QUICK_REPLY", text })) }]),
      ...(category === "AUTHENTICATION" ? [copyButton] : []),
    ],
  };
}
