import type { EnvProblem } from "@/lib/env-rules";
import type { Env, EnvName } from "@/lib/env-variables";

/** Secrets made by `npm run local` start with this, so that production can refuse them. */
export const localSecretPrefix = "local-";

/** Every secret that is one value. */
const ownSecrets = [
  "SUPABASE_ANON_KEY",
  "SUPABASE_SERVICE_ROLE_KEY",
  "OPENAI_API_KEY",
  "LUMINOUS_API_KEY",
  "META_APP_SECRET",
  "META_VERIFY_TOKEN",
  "WHATSAPP_ACCESS_TOKEN",
  "INNGEST_EVENT_KEY",
  "INNGEST_SIGNING_KEY",
  "SUPPRESSION_HASH_KEY",
  "SERVICE_SECRET",
  "TELEGRAM_BOT_TOKEN",
  "OPS_TOKEN",
  "METRICS_TOKEN",
] as const satisfies EnvName[];

/** The claims of a Supabase key of the old kind, as text; empty for every other value. */
export function claimsOf(value: string): string {
  const claims = value.startsWith("eyJ") ? value.split(".")[1] : undefined;
  return claims === undefined ? "" : Buffer.from(claims, "base64url").toString("utf8");
}

/** Keys of the newer kind that every `supabase start` hands out. */
const cliKeys = /^sb_(publishable_ACJWlzQHlZjBrEguHvfOxg_|secret_N7UND0UgjKTVK-Uodkm0Hg_)/;

/** Keys that every `supabase start` and our own embedded Supabase hand out: the same on all machines. */
function isLocalSecret(value: string | undefined): boolean {
  if (value === undefined) return false;
  if (value.startsWith(localSecretPrefix) || cliKeys.test(value)) return true;
  return /"iss":"supabase-(demo|embedded)"/.test(claimsOf(value));
}

/** Addresses that get a secret of ours or words of customers and lie outside of our own network. */
const outsideAddresses = [
  "APP_URL",
  "OPENAI_BASE_URL",
  "LUMINOUS_API_URL",
  "WHATSAPP_GRAPH_URL",
  "TELEGRAM_API_URL",
] as const satisfies EnvName[];

/** May be reached inside of our own network, where http is as good. */
const insideAddresses = [
  "SUPABASE_URL",
  "INNGEST_BASE_URL",
  "PARCELO_API_URL",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
] as const satisfies EnvName[];

const privateAddress =
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[(::1|f[cd][0-9a-f]{2}:.*)\]$)/;
const privateName = /^[^.:]+$|\.(internal|local|localhost|svc)$/;

/** Whether an address lies in a network that nobody else listens to, as far as its name tells. */
function isInside(address: string): boolean {
  const { hostname } = new URL(address);
  return privateAddress.test(hostname) || privateName.test(hostname);
}

/** What guides and samples put where a secret belongs, and what somebody types to get past a check. */
const placeholder =
  /^(change[-_ ]?(me|this)|replace[-_ ]?(me|this)|your[-_ ]|placeholder|example|secret$|password$|test$)/i;

/** Whether a secret of ours could be guessed. Keys that others hand out are as they are. */
const isGuessable = (value: string) =>
  value.length < 16 || placeholder.test(value) || new Set(value).size < 6;

const guessable = "can be guessed: expected a random secret of at least 16 characters";

/** Secrets that we choose or agree on, which prove who is asking or hide who somebody was. */
const chosenSecrets = [
  "META_APP_SECRET",
  "SERVICE_SECRET",
  "SUPPRESSION_HASH_KEY",
  "OPS_TOKEN",
  "METRICS_TOKEN",
] as const satisfies EnvName[];

/** What may not be used in production: addresses in clear, and secrets that others know or could guess. */
export function findUnsafeSettings(env: Partial<Env>): EnvProblem[] {
  const problems: EnvProblem[] = [];
  const refuse = (name: EnvName, problem: string) => problems.push({ name, problem });

  for (const name of outsideAddresses)
    if (env[name]?.startsWith("http:"))
      refuse(name, "must begin with https:// in production: secrets would travel in clear");
  for (const name of insideAddresses) {
    const address = env[name];
    if (address?.startsWith("http:") && !isInside(address))
      refuse(name, "must begin with https:// in production unless it is in a private network");
  }
  for (const name of ownSecrets) {
    const value = env[name];
    if (isLocalSecret(value))
      refuse(name, "is a secret of the embedded stack: production needs one of its own");
    else if (value !== undefined && placeholder.test(value))
      refuse(name, "is a placeholder: production needs a key of its own");
  }
  for (const name of chosenSecrets) {
    const value = env[name];
    if (value !== undefined && !isLocalSecret(value) && !placeholder.test(value))
      if (isGuessable(value)) refuse(name, guessable);
  }
  const { LUMINOUS_WEBHOOK_SECRET: tokens } = env;
  if (tokens?.some((value) => isLocalSecret(value)))
    refuse("LUMINOUS_WEBHOOK_SECRET", "is a secret of the embedded stack");
  else if (tokens?.some(isGuessable)) refuse("LUMINOUS_WEBHOOK_SECRET", guessable);
  return problems;
}
