import type { Env, EnvName } from "@/lib/env-variables";
import { claimsOf, findUnsafeSettings } from "@/lib/unsafe-settings";
import { bareWord } from "@/lib/webhook/bare-word";
import { CONSENT_WORDS } from "@/lib/webhook/consent-words";

export type EnvProblem = { name: EnvName; problem: string };
/** A switch that is on without what it needs, and so counts as off. */
export type EnvWarning = { name: EnvName; needs: EnvName };

/** A key to which no row-level security applies. */
const isServiceKey = (value: string) =>
  value.startsWith("sb_secret_") || /"role":"service_role"/.test(claimsOf(value));
const isPublicKey = (value: string) =>
  value.startsWith("sb_publishable_") || /"role":"anon"/.test(claimsOf(value));

const wordsFor = (change: "opt_out" | "opt_in") =>
  CONSENT_WORDS.filter((entry) => entry.change === change).map(({ word }) => bareWord(word));

function atLeast(value: number | undefined, limit: number | undefined): boolean {
  return value !== undefined && limit !== undefined && value >= limit;
}

/**
 * Rules that hold between variables. Returns every one that is broken; the texts never hold a value.
 * Variables that are malformed by themselves are absent here, so that one list can name everything.
 */
export function findBrokenEnvRules(env: Partial<Env>): EnvProblem[] {
  const problems: EnvProblem[] = [];
  const refuse = (name: EnvName, problem: string) => problems.push({ name, problem });

  if (!env.LUMINOUS_WEBHOOK_SECRET && !env.META_APP_SECRET)
    refuse("LUMINOUS_WEBHOOK_SECRET", "is missing: set it, or META_APP_SECRET, or both");
  const [numberIds, numbers] = [env.WHATSAPP_PHONE_NUMBER_ID, env.WHATSAPP_DISPLAY_NUMBER];
  if (numberIds && numbers && numberIds.length !== numbers.length)
    refuse("WHATSAPP_DISPLAY_NUMBER", "needs as many entries as WHATSAPP_PHONE_NUMBER_ID");
  if (atLeast(env.EMBEDDINGS_CHUNK_OVERLAP_TOKENS, env.EMBEDDINGS_CHUNK_SIZE_TOKENS))
    refuse(
      "EMBEDDINGS_CHUNK_OVERLAP_TOKENS",
      "must be less than EMBEDDINGS_CHUNK_SIZE_TOKENS, or chunking would never advance",
    );
  if (atLeast(env.LLM_OUTPUT_BUFFER_TOKENS, env.LLM_MAX_PROMPT_TOKENS))
    refuse("LLM_OUTPUT_BUFFER_TOKENS", "must be less than LLM_MAX_PROMPT_TOKENS");
  if (env.TELEGRAM_NOTIFICATIONS_ENABLED) {
    if (!env.TELEGRAM_BOT_TOKEN)
      refuse("TELEGRAM_BOT_TOKEN", "is missing: TELEGRAM_NOTIFICATIONS_ENABLED is on");
    if (!env.TELEGRAM_CHAT_ID)
      refuse("TELEGRAM_CHAT_ID", "is missing: TELEGRAM_NOTIFICATIONS_ENABLED is on");
  }
  if (env.SUPABASE_ANON_KEY && isServiceKey(env.SUPABASE_ANON_KEY))
    refuse("SUPABASE_ANON_KEY", "is a service key: row-level security would not hold");
  if (env.SUPABASE_SERVICE_ROLE_KEY && isPublicKey(env.SUPABASE_SERVICE_ROLE_KEY))
    refuse(
      "SUPABASE_SERVICE_ROLE_KEY",
      "is the public key: expected the service role or secret key",
    );
  if (env.PARCELO_API_URL && !env.SERVICE_SECRET)
    refuse("SERVICE_SECRET", "is missing: PARCELO_API_URL is set");

  const stops = [...wordsFor("opt_out"), ...(env.OPT_OUT_WORDS ?? []).map(bareWord)];
  const starts = [...wordsFor("opt_in"), ...(env.OPT_IN_WORDS ?? []).map(bareWord)];
  if (stops.some((word) => starts.includes(word)))
    refuse("OPT_IN_WORDS", "and OPT_OUT_WORDS give one word both meanings (built-in words count)");

  const isProduction = env.ENVIRONMENT === "production";
  if (isProduction && env.INNGEST_DEV)
    refuse("INNGEST_DEV", "must not be set in production: it switches request signatures off");
  if (isProduction || !env.INNGEST_DEV) {
    const instead = isProduction ? "" : " (or INNGEST_DEV for a Dev Server)";
    if (!env.INNGEST_EVENT_KEY)
      refuse("INNGEST_EVENT_KEY", `is missing: expected an Inngest event key${instead}`);
    if (!env.INNGEST_SIGNING_KEY)
      refuse("INNGEST_SIGNING_KEY", `is missing: expected an Inngest signing key${instead}`);
  }
  if (isProduction) {
    if (env.LOCAL_PARTS?.length)
      refuse("LOCAL_PARTS", "must not be set in production: it names parts that are stand-ins");
    if (!env.PRIVACY_CONTACT_EMAIL)
      refuse("PRIVACY_CONTACT_EMAIL", "is missing: expected an e-mail address");
    problems.push(...findUnsafeSettings(env));
  }
  return problems;
}

/**
 * Switches off features whose model or token is missing, as the old service did.
 * Returns the settled values with one warning for each switch that was turned off.
 */
export function settleToggles(env: Env): { env: Env; warnings: EnvWarning[] } {
  const settled = { ...env };
  const warnings: EnvWarning[] = [];
  const off = (
    name: "ENABLE_MEDIA_DOWNLOAD" | "ENABLE_VISION_CAPTIONS" | "ENABLE_AUDIO_TRANSCRIPTION",
    needs: EnvName,
  ) => {
    settled[name] = false;
    warnings.push({ name, needs });
  };

  if (settled.ENABLE_MEDIA_DOWNLOAD && !settled.WHATSAPP_ACCESS_TOKEN)
    off("ENABLE_MEDIA_DOWNLOAD", "WHATSAPP_ACCESS_TOKEN");
  if (settled.ENABLE_VISION_CAPTIONS && !settled.VISION_MODEL)
    off("ENABLE_VISION_CAPTIONS", "VISION_MODEL");
  if (settled.ENABLE_AUDIO_TRANSCRIPTION && !settled.TRANSCRIPTION_MODEL)
    off("ENABLE_AUDIO_TRANSCRIPTION", "TRANSCRIPTION_MODEL");
  return { env: settled, warnings };
}
