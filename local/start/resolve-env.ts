import { type Env, envVariables, type localParts } from "@/lib/env-variables";
import { parseEnv } from "@/lib/parse-env";
import type { LocalSecrets } from "./local-secrets";

export type Variables = Record<string, string>;
export type LocalPart = (typeof localParts)[number];
export type Ports = { app: number; supabase: number; inngest: number; providers: number };

/** The numbers of the sample payloads. */
const sampleNumbers = {
  WHATSAPP_PHONE_NUMBER_ID: "700800900100200",
  WHATSAPP_DISPLAY_NUMBER: "256312000411",
};

/** The usual variables of each part: when one of them is set, the real service is used in its place. */
const usualVariables: Record<LocalPart, readonly string[]> = {
  supabase: ["SUPABASE_URL"],
  inngest: ["INNGEST_DEV", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "INNGEST_BASE_URL"],
  openai: ["OPENAI_API_KEY", "OPENAI_BASE_URL"],
  luminous: ["LUMINOUS_API_URL"],
  parcelo: ["PARCELO_API_URL"],
  telegram: ["TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL"],
};

/** Secrets that are ours to choose, whoever is at the other end. */
const ownSecrets = [
  "LUMINOUS_WEBHOOK_SECRET",
  "META_APP_SECRET",
  "META_VERIFY_TOKEN",
  "SUPPRESSION_HASH_KEY",
  "OPS_TOKEN",
  "METRICS_TOKEN",
] as const;

/** Which parts have to be stood in for. `given` holds non-empty values only. */
export function chooseParts(given: Variables): LocalPart[] {
  const parts = Object.keys(usualVariables) as LocalPart[];
  return parts.filter((part) => usualVariables[part].every((name) => given[name] === undefined));
}

/** What the stand-ins need beside what is given; a given value always wins. */
function standInVariables(parts: LocalPart[], ports: Ports, secrets: LocalSecrets): Variables {
  const providers = `http://127.0.0.1:${ports.providers}`;
  const byPart: Record<LocalPart, Variables> = {
    supabase: { SUPABASE_URL: `http://127.0.0.1:${ports.supabase}` },
    inngest: { INNGEST_DEV: `http://127.0.0.1:${ports.inngest}` },
    openai: {
      OPENAI_BASE_URL: `${providers}/openai/v1`,
      OPENAI_API_KEY: secrets.OPENAI_API_KEY,
      // Off by default, since they cost money; the stand-in's answers cost nothing.
      ENABLE_VISION_CAPTIONS: "true",
      VISION_MODEL: "gpt-6-luna",
      ENABLE_AUDIO_TRANSCRIPTION: "true",
      TRANSCRIPTION_MODEL: "gpt-transcribe",
    },
    luminous: {
      LUMINOUS_API_URL: `${providers}/luminous`,
      LUMINOUS_API_KEY: secrets.LUMINOUS_API_KEY,
      // Luminous' own limit is per address of a real customer base; the stand-in has none.
      LUMINOUS_REQUESTS_PER_MINUTE: "6000",
      ENABLE_MEDIA_DOWNLOAD: "true",
      WHATSAPP_GRAPH_URL: `${providers}/graph`,
      WHATSAPP_ACCESS_TOKEN: secrets.WHATSAPP_ACCESS_TOKEN,
      PRIVACY_CODE_TEMPLATE: "privacy_code",
      PRIVACY_LINK_TEMPLATE: "privacy_link",
      PRIVACY_ANSWER_TEMPLATE: "privacy_answer",
      ...sampleNumbers,
    },
    parcelo: {
      PARCELO_API_URL: `${providers}/parcelo`,
      SERVICE_SECRET: secrets.SERVICE_SECRET,
    },
    telegram: {
      TELEGRAM_API_URL: `${providers}/telegram`,
      TELEGRAM_BOT_TOKEN: secrets.TELEGRAM_BOT_TOKEN,
      TELEGRAM_CHAT_ID: "-1001000200300",
      TELEGRAM_NOTIFICATIONS_ENABLED: "true",
    },
  };
  return Object.assign({}, ...parts.map((part) => byPart[part]));
}

/**
 * Every variable of the service for a local run: what is given, then what the stand-ins need, then the
 * defaults of lib/env-variables.ts.
 * @throws EnvError naming what a real service still needs
 */
export function resolveEnv(
  given: Variables,
  ports: Ports,
  secrets: LocalSecrets,
  supabaseKeys: Variables,
): Variables {
  const parts = chooseParts(given);
  const { env } = parseEnv({
    ENVIRONMENT: "development",
    APP_URL: `http://127.0.0.1:${ports.app}`,
    PRIVACY_CONTACT_EMAIL: "privacy@parcelo.example",
    ...Object.fromEntries(ownSecrets.map((name) => [name, secrets[name]])),
    ...standInVariables(parts, ports, secrets),
    ...(parts.includes("supabase") ? supabaseKeys : {}),
    ...given,
    PORT: String(ports.app),
    LOCAL_PARTS: parts.join(","),
  });
  return writeOut(env);
}

/** The parsed values in the form in which they can be set again. */
function writeOut(env: Env): Variables {
  const written: Variables = {};
  for (const name of envVariables.keyof().options) {
    const value = env[name];
    if (value === undefined) continue;
    if (Array.isArray(value)) written[name] = value.join(",");
    else written[name] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return written;
}
