import { z } from "zod";
import { bareWord } from "@/lib/webhook/bare-word";

const text = () => z.string();
const secret = () => z.string().regex(/^\S+$/);
const webUrl = () => z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(",").map((part) => part.trim()))
    .pipe(z.array(item).min(1));
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const toggle = () =>
  z.stringbool({ truthy: ["true", "1", "yes", "on"], falsy: ["false", "0", "no", "off"] });
const share = () =>
  z
    .string()
    .regex(/^\d(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1));
/** Words that say something by themselves: letters or digits, at most as long as anybody would write. */
const consentWords = () =>
  list(
    z
      .string()
      .max(64)
      .refine((word) => bareWord(word) !== ""),
  );
/** As Meta allows them. */
const templateName = () => z.string().regex(/^[a-z0-9_]{1,512}$/);
const hostName = z
  .string()
  .toLowerCase()
  .regex(/^([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/);

const perMillionTokens = z.number().nonnegative();
const modelPrices = z.record(
  z.string(),
  z.strictObject({
    input: perMillionTokens,
    cached_input: perMillionTokens.optional(),
    output: perMillionTokens.optional(),
    /** Of a recording; for models that are billed by its length. */
    per_minute: z.number().nonnegative().optional(),
  }),
);

/** US dollars per million tokens, or per minute of sound, by model id; `cached_input` counts as `input` when it is absent. */
export type ModelPrices = z.infer<typeof modelPrices>;

/** Prices of the default models as published in November 2026; MODEL_PRICES replaces the whole table. */
const defaultModelPrices: ModelPrices = {
  "gpt-6-luna": { input: 0.1, output: 0.5 },
  "gpt-transcribe": { input: 0, per_minute: 0.0045 },
  "text-embedding-3-small": { input: 0.02 },
};

/** Encodings of models that differ from today's (o200k), by model id, for counting prompts. */
const modelEncodings = z.record(
  z.string(),
  z.enum(["o200k_base", "cl100k_base", "p50k_base", "r50k_base"]),
);

const json = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

/** The parts of the embedded stack that can stand in for a real service, by their folder in local/. */
export const localParts = [
  "supabase",
  "inngest",
  "openai",
  "luminous",
  "parcelo",
  "telegram",
] as const;

/**
 * Every environment variable of the service. The description of each is what an operator is told when
 * the value is missing or malformed, so it says what is expected and never depends on the value.
 */
export const envVariables = z.object({
  ENVIRONMENT: z
    .enum(["production", "staging", "development", "test"])
    .default("production")
    .describe("production, staging, development or test"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("trace, debug, info, warn, error, fatal or silent"),
  APP_URL: webUrl().describe("the public http(s) address of this service"),
  PORT: whole(1, 65535).default(3000).describe("a port from 1 to 65535"),

  SUPABASE_URL: webUrl().describe("the http(s) address of the Supabase project"),
  SUPABASE_ANON_KEY: secret().describe("the project's anon or publishable key"),
  SUPABASE_SERVICE_ROLE_KEY: secret().describe("the project's service role or secret key"),

  OPENAI_API_KEY: secret().describe("an OpenAI API key"),
  OPENAI_BASE_URL: webUrl()
    .default("https://api.openai.com/v1")
    .describe("an http(s) address ending in the API version"),
  AGENT_MODEL: text().default("gpt-6-luna").describe("an OpenAI model id"),
  TRIAGE_MODEL: text().default("gpt-6-luna").describe("an OpenAI model id"),
  SUMMARY_MODEL: text().default("gpt-6-luna").describe("an OpenAI model id"),
  FALLBACK_MODEL: text().optional().describe("an OpenAI model id"),
  MODEL_PRICES: json
    .pipe(modelPrices)
    .default(defaultModelPrices)
    .describe(
      'JSON such as {"gpt-6-luna":{"input":0.1,"cached_input":0.01,"output":0.5}}, US dollars per million tokens',
    ),
  MODEL_TIMEOUT_MS: whole(500, 120_000)
    .default(25_000)
    .describe("a whole number of milliseconds from 500 to 120000"),
  MODEL_ENCODINGS: json
    .pipe(modelEncodings)
    .default({})
    .describe('JSON such as {"my-model":"cl100k_base"}: models whose tokens are not o200k'),

  LUMINOUS_API_URL: webUrl().describe("the http(s) address of Luminous, without /api/send"),
  LUMINOUS_API_KEY: secret().describe("the Luminous API key"),
  LUMINOUS_WEBHOOK_SECRET: list(secret())
    .pipe(z.array(z.string()).max(2))
    .optional()
    .describe("one secret, or two separated by a comma during rotation"),
  LUMINOUS_REQUESTS_PER_MINUTE: whole(1, 1_000_000).default(60).describe("a whole number above 0"),

  META_APP_SECRET: secret().optional().describe("the Meta app secret"),
  META_VERIFY_TOKEN: secret().optional().describe("the verify token given to Meta"),
  WHATSAPP_GRAPH_URL: webUrl()
    .default("https://graph.facebook.com")
    .describe("the http(s) address of the Graph API, without a version"),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default("v26.0")
    .describe("a Graph API version such as v26.0"),
  WHATSAPP_ACCESS_TOKEN: secret().optional().describe("a Meta access token"),
  WHATSAPP_PHONE_NUMBER_ID: list(z.string().regex(/^\d{5,30}$/)).describe(
    "our phone number ids (digits), separated by commas",
  ),
  WHATSAPP_DISPLAY_NUMBER: list(
    z
      .string()
      .regex(/^\+?\d{8,15}$/)
      .transform((number) => number.replace("+", "")),
  ).describe("our numbers in international form, in the order of WHATSAPP_PHONE_NUMBER_ID"),
  MEDIA_ALLOWED_HOSTS: list(hostName)
    .default(["lookaside.fbsbx.com"])
    .describe("host names, separated by commas"),

  INNGEST_EVENT_KEY: secret().optional().describe("an Inngest event key"),
  INNGEST_SIGNING_KEY: secret().optional().describe("an Inngest signing key"),
  INNGEST_BASE_URL: webUrl().optional().describe("the http(s) address of a self-hosted Inngest"),
  INNGEST_ENV: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/i)
    .optional()
    .describe("the name of an Inngest environment, as in its dashboard's addresses"),
  INNGEST_DEV: z
    .union([
      z.enum(["1", "true"]).transform(() => "1"),
      z.enum(["0", "false"]).transform(() => undefined),
      webUrl(),
    ])
    .optional()
    .describe("the http(s) address of an Inngest Dev Server, or 1"),

  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl().optional().describe("an http(s) address"),
  TELEGRAM_API_URL: webUrl().default("https://api.telegram.org").describe("an http(s) address"),
  TELEGRAM_BOT_TOKEN: secret().optional().describe("a Telegram bot token"),
  TELEGRAM_CHAT_ID: z
    .string()
    .regex(/^(-?\d+|@\w+)$/)
    .optional()
    .describe("a Telegram chat id"),
  TELEGRAM_NOTIFICATIONS_ENABLED: toggle().default(false).describe("true or false"),
  TELEGRAM_NOTIFY_INCOMING: toggle().default(true).describe("true or false"),
  TELEGRAM_NOTIFY_REPLIES: toggle().default(true).describe("true or false"),
  TELEGRAM_NOTIFY_AGENT_ERRORS: toggle().default(true).describe("true or false"),
  TELEGRAM_INCLUDE_PERSONAL_DATA: toggle().default(false).describe("true or false"),
  TELEGRAM_MESSAGES_PER_MINUTE: whole(1, 60).default(15).describe("a whole number from 1 to 60"),
  ALERT_HAND_OVER_MINUTES: whole(1, 1_440)
    .default(10)
    .describe("a whole number of minutes from 1 to 1440"),
  ALERT_QUEUE_MINUTES: whole(1, 1_440)
    .default(5)
    .describe("a whole number of minutes from 1 to 1440"),
  ALERT_PRIVACY_DAYS: whole(1, 30).default(7).describe("a whole number of days from 1 to 30"),
  RUNBOOK_URL: webUrl()
    .optional()
    .describe("the http(s) address at which docs/runbook.md can be read"),

  LLM_WINDOW_SIZE: whole(1, 200).default(12).describe("a whole number from 1 to 200"),
  LLM_MAX_PROMPT_TOKENS: whole(1_000, 1_000_000)
    .default(8_000)
    .describe("a whole number from 1000 to 1000000"),
  LLM_OUTPUT_BUFFER_TOKENS: whole(16, 100_000)
    .default(400)
    .describe("a whole number from 16 to 100000"),
  SUMMARY_MESSAGE_THRESHOLD: whole(1, 1_000).default(5).describe("a whole number from 1 to 1000"),
  SUMMARY_MAX_INPUT_TOKENS: whole(200, 1_000_000)
    .default(6_000)
    .describe("a whole number from 200 to 1000000"),
  SUMMARY_MAX_OUTPUT_TOKENS: whole(16, 100_000)
    .default(512)
    .describe("a whole number from 16 to 100000"),

  EMBEDDINGS_MODEL: text().default("text-embedding-3-small").describe("an OpenAI model id"),
  EMBEDDINGS_DIMENSIONS: whole(1, 16_000)
    .pipe(z.literal(1536))
    .default(1536)
    .describe("1536, the size of the column message_embeddings.embedding"),
  EMBEDDINGS_CHUNK_SIZE_TOKENS: whole(50, 8_000)
    .default(700)
    .describe("a whole number from 50 to 8000"),
  EMBEDDINGS_CHUNK_OVERLAP_TOKENS: whole(0, 4_000)
    .default(140)
    .describe("a whole number from 0 to 4000, less than EMBEDDINGS_CHUNK_SIZE_TOKENS"),
  EMBEDDINGS_MAX_CHUNKS: whole(1, 100).default(8).describe("a whole number from 1 to 100"),
  EMBEDDINGS_RECALL_LIMIT: whole(0, 50).default(5).describe("a whole number from 0 to 50"),
  EMBEDDINGS_MIN_SIMILARITY: z
    .string()
    .regex(/^-?\d(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(-1).max(1))
    .default(0.45)
    .describe("a number from -1 to 1"),
  RECALL_VECTOR_WEIGHT: share().default(0.4).describe("a number from 0 to 1"),
  RECALL_MIN_COVERAGE: share().default(0.25).describe("a number from 0 to 1"),
  ENABLE_VECTOR_RECALL: toggle().default(true).describe("true or false"),

  ENABLE_MEDIA_DOWNLOAD: toggle().default(true).describe("true or false"),
  MEDIA_STORAGE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{1,62}$/)
    .default("chat-media")
    .describe("a bucket name of lower-case letters, digits, - and _"),
  MEDIA_RETENTION_DAYS: whole(1, 3_650).default(7).describe("a whole number of days above 0"),
  MEDIA_CLEANUP_INTERVAL_MINUTES: whole(1, 1_440)
    .default(60)
    .describe("a whole number of minutes from 1 to 1440"),
  ENABLE_VISION_CAPTIONS: toggle().default(false).describe("true or false"),
  VISION_MODEL: text().optional().describe("an OpenAI model id that reads images"),
  ENABLE_AUDIO_TRANSCRIPTION: toggle().default(false).describe("true or false"),
  TRANSCRIPTION_MODEL: text().optional().describe("an OpenAI transcription model id"),

  REPLY_QUIET_WINDOW_MS: whole(0, 20_000)
    .default(2_500)
    .describe("a whole number of milliseconds up to 20000"),
  MAX_BOT_REPLIES_PER_SESSION_HOUR: whole(1, 1_000)
    .default(30)
    .describe("a whole number from 1 to 1000"),

  MESSAGE_RETENTION_DAYS: whole(1, 36_500).default(30).describe("a whole number of days above 0"),
  SUMMARY_RETENTION_DAYS: whole(1, 36_500).default(365).describe("a whole number of days above 0"),
  EVENT_RETENTION_DAYS: whole(1, 36_500).default(7).describe("a whole number of days above 0"),
  JOB_RETENTION_DAYS: whole(1, 36_500).default(30).describe("a whole number of days above 0"),
  AUDIT_RETENTION_DAYS: whole(1, 36_500).default(1095).describe("a whole number of days above 0"),

  DEFAULT_PHONE_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("UG")
    .describe("a country code of two capital letters"),
  TRUSTED_PROXY_HOPS: whole(0, 10)
    .default(1)
    .describe("how many proxies of ours stand in front of the service, 0 to 10"),
  OPT_OUT_WORDS: consentWords()
    .default([])
    .describe("words or short phrases that stop messages, separated by commas"),
  OPT_IN_WORDS: consentWords()
    .default([])
    .describe("words or short phrases that allow messages again, separated by commas"),
  PRIVACY_CONTACT_EMAIL: z.email().optional().describe("an e-mail address"),
  PRIVACY_CODE_TEMPLATE: templateName().optional().describe("the name of an approved template"),
  PRIVACY_LINK_TEMPLATE: templateName().optional().describe("the name of an approved template"),
  PRIVACY_ANSWER_TEMPLATE: templateName().optional().describe("the name of an approved template"),
  SUPPRESSION_HASH_KEY: secret()
    .pipe(z.string().min(32))
    .describe("a random secret of at least 32 characters that never changes"),

  ERASURE_NEEDS_SECOND_PERSON: toggle()
    .optional()
    .describe("true or false; without it true in production, false elsewhere"),

  PARCELO_API_URL: webUrl().optional().describe("the http(s) address of Parcelo's backend"),
  SERVICE_SECRET: secret().optional().describe("the secret shared with Parcelo's backend"),
  PARCELO_LINK_HOSTS: list(hostName)
    .default(["pay.pesapal.com"])
    .describe("host names that replies may link to, separated by commas"),
  OPS_TOKEN: secret()
    .pipe(z.string().min(16))
    .optional()
    .describe("a random secret of at least 16 characters"),
  METRICS_TOKEN: secret()
    .pipe(z.string().min(16))
    .optional()
    .describe("a random secret of at least 16 characters"),

  LOCAL_PARTS: list(z.enum(localParts))
    .default([])
    .describe(`some of ${localParts.join(", ")}, separated by commas; set by npm run local only`),
});

export type Env = Readonly<z.infer<typeof envVariables>>;
export type EnvName = keyof Env;
