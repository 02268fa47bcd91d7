import { readFileSync } from "node:fs";
import { parseEnv as parseDotenv } from "node:util";
import { describe, expect, it } from "vitest";
import { envVariables } from "@/lib/env-variables";
import { EnvError, parseEnv } from "@/lib/parse-env";

const usable = {
  ENVIRONMENT: "development",
  APP_URL: "http://127.0.0.1:3000/",
  SUPABASE_URL: "https://abcdefgh.supabase.co",
  SUPABASE_ANON_KEY: "anon",
  SUPABASE_SERVICE_ROLE_KEY: "service",
  OPENAI_API_KEY: "sk-test",
  LUMINOUS_API_URL: "https://luminous.example",
  LUMINOUS_API_KEY: "luminous",
  LUMINOUS_WEBHOOK_SECRET: "a-secret-of-sixteen, another-of-sixteen",
  WHATSAPP_PHONE_NUMBER_ID: "700800900100200,700800900100201",
  WHATSAPP_DISPLAY_NUMBER: "256312000411, +256312000412",
  INNGEST_DEV: "http://127.0.0.1:8288",
  SUPPRESSION_HASH_KEY: "0123456789abcdef0123456789abcdef",
};

const production = {
  ...usable,
  ENVIRONMENT: "production",
  APP_URL: "https://wa.parcelo.example",
  INNGEST_DEV: "",
  INNGEST_EVENT_KEY: "event",
  INNGEST_SIGNING_KEY: "signkey-prod-1",
  PRIVACY_CONTACT_EMAIL: "privacy@parcelo.example",
};

const claims = (text: string) => Buffer.from(text).toString("base64url");

function namesAtFault(source: Record<string, string | undefined>): string[] {
  try {
    parseEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems.map(({ name }) => name);
    throw error;
  }
}

describe("parseEnv", () => {
  it("gives values their types under the variables' own names, with the defaults of the design", () => {
    const { env, warnings } = parseEnv({ ...usable, ENABLE_MEDIA_DOWNLOAD: "false" });
    expect(env).toMatchObject({
      APP_URL: "http://127.0.0.1:3000",
      PORT: 3000,
      LUMINOUS_WEBHOOK_SECRET: ["a-secret-of-sixteen", "another-of-sixteen"],
      WHATSAPP_DISPLAY_NUMBER: ["256312000411", "256312000412"],
      LUMINOUS_REQUESTS_PER_MINUTE: 60,
      REPLY_QUIET_WINDOW_MS: 2500,
      EMBEDDINGS_DIMENSIONS: 1536,
      ENABLE_VECTOR_RECALL: true,
      ENABLE_MEDIA_DOWNLOAD: false,
      MEDIA_STORAGE_BUCKET: "chat-media",
      LOCAL_PARTS: [],
      AGENT_MODEL: "gpt-6-luna",
    });
    expect(warnings).toEqual([]);
    expect(Object.isFrozen(env)).toBe(true);
  });

  it("counts an empty or blank value as unset", () => {
    expect(parseEnv({ ...usable, PORT: "", LOG_LEVEL: "  " }).env).toMatchObject({
      PORT: 3000,
      LOG_LEVEL: "info",
    });
  });

  it("lists every variable at fault at once and never a value", () => {
    const canary = "canary-value";
    const source = {
      ...usable,
      SUPABASE_URL: canary,
      PORT: canary,
      OPENAI_API_KEY: "",
      INNGEST_DEV: "",
    };
    expect(namesAtFault(source)).toEqual([
      "PORT",
      "SUPABASE_URL",
      "OPENAI_API_KEY",
      "INNGEST_EVENT_KEY",
      "INNGEST_SIGNING_KEY",
    ]);
    expect(() => parseEnv(source)).toThrow(/PORT is malformed: expected a port/);
    expect(() => parseEnv(source)).toThrow(/OPENAI_API_KEY is missing: expected an OpenAI API key/);
    expect(() => parseEnv(source)).not.toThrow(canary);
  });

  it.each([
    [
      "no way to authenticate a webhook",
      { LUMINOUS_WEBHOOK_SECRET: "" },
      "LUMINOUS_WEBHOOK_SECRET",
    ],
    ["three webhook secrets", { LUMINOUS_WEBHOOK_SECRET: "a,b,c" }, "LUMINOUS_WEBHOOK_SECRET"],
    ["an empty second secret", { LUMINOUS_WEBHOOK_SECRET: "a," }, "LUMINOUS_WEBHOOK_SECRET"],
    [
      "number lists of different length",
      { WHATSAPP_DISPLAY_NUMBER: "256312000411" },
      "WHATSAPP_DISPLAY_NUMBER",
    ],
    [
      "another embedding size than the column's",
      { EMBEDDINGS_DIMENSIONS: "3072" },
      "EMBEDDINGS_DIMENSIONS",
    ],
    [
      "an overlap that stops chunking",
      { EMBEDDINGS_CHUNK_OVERLAP_TOKENS: "700" },
      "EMBEDDINGS_CHUNK_OVERLAP_TOKENS",
    ],
    ["prices that are not JSON", { MODEL_PRICES: "{" }, "MODEL_PRICES"],
    ["a misspelt price", { MODEL_PRICES: '{"m":{"inptu":1}}' }, "MODEL_PRICES"],
    [
      "alerts without a bot",
      { TELEGRAM_NOTIFICATIONS_ENABLED: "true", TELEGRAM_CHAT_ID: "1" },
      "TELEGRAM_BOT_TOKEN",
    ],
    ["an address of another scheme", { APP_URL: "javascript:alert(1)" }, "APP_URL"],
    ["a short hash key", { SUPPRESSION_HASH_KEY: "short" }, "SUPPRESSION_HASH_KEY"],
    [
      "a service key where the public one belongs",
      { SUPABASE_ANON_KEY: `eyJh.${claims('{"role":"service_role"}')}.x` },
      "SUPABASE_ANON_KEY",
    ],
    [
      "a secret key where the public one belongs",
      { SUPABASE_ANON_KEY: "sb_secret_of_a_real_project" },
      "SUPABASE_ANON_KEY",
    ],
    [
      "the public key where the service key belongs",
      { SUPABASE_SERVICE_ROLE_KEY: "sb_publishable_of_a_real_project" },
      "SUPABASE_SERVICE_ROLE_KEY",
    ],
    ["an unknown stand-in", { LOCAL_PARTS: "supabase,redis" }, "LOCAL_PARTS"],
    [
      "a toggle that is neither on nor off",
      { ENABLE_VECTOR_RECALL: "maybe" },
      "ENABLE_VECTOR_RECALL",
    ],
    ["a fraction of a port", { PORT: "30.5" }, "PORT"],
  ])("refuses %s", (_what, change, name) => {
    expect(namesAtFault({ ...usable, ...change })).toEqual([name]);
  });

  it.each([
    ["stand-ins", { LOCAL_PARTS: "openai" }, "LOCAL_PARTS"],
    ["the Dev Server", { INNGEST_DEV: "1" }, "INNGEST_DEV"],
    ["missing Inngest keys", { INNGEST_EVENT_KEY: "" }, "INNGEST_EVENT_KEY"],
    [
      "a secret of the embedded stack",
      { SUPPRESSION_HASH_KEY: `local-${"a".repeat(40)}` },
      "SUPPRESSION_HASH_KEY",
    ],
    [
      "a guessable webhook secret",
      { LUMINOUS_WEBHOOK_SECRET: "hunter2" },
      "LUMINOUS_WEBHOOK_SECRET",
    ],
    [
      "the well-known keys of supabase start",
      {
        SUPABASE_ANON_KEY: `eyJh.${claims('{"iss":"supabase-demo"}')}.x`,
      },
      "SUPABASE_ANON_KEY",
    ],
    [
      "the newer well-known keys of supabase start",
      { SUPABASE_SERVICE_ROLE_KEY: "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz" },
      "SUPABASE_SERVICE_ROLE_KEY",
    ],
    [
      "no way to authenticate a webhook",
      { LUMINOUS_WEBHOOK_SECRET: "" },
      "LUMINOUS_WEBHOOK_SECRET",
    ],
    ["an address of its own in clear", { APP_URL: "http://wa.parcelo.example" }, "APP_URL"],
    [
      "a provider that gets the key in clear",
      { LUMINOUS_API_URL: "http://luminous.example" },
      "LUMINOUS_API_URL",
    ],
    [
      "a model that gets customers' words in clear",
      { OPENAI_BASE_URL: "http://127.0.0.1:4011/openai/v1" },
      "OPENAI_BASE_URL",
    ],
    [
      "a database across the internet in clear",
      { SUPABASE_URL: "http://db.example" },
      "SUPABASE_URL",
    ],
    [
      "a backend across the internet in clear",
      { PARCELO_API_URL: "http://8.8.8.8", SERVICE_SECRET: "0f8e7d6c5b4a39281706" },
      "PARCELO_API_URL",
    ],
    ["a placeholder for a key", { OPENAI_API_KEY: "your-openai-key" }, "OPENAI_API_KEY"],
    ["a placeholder as a token", { METRICS_TOKEN: "change-me-change-me" }, "METRICS_TOKEN"],
    ["a short app secret", { META_APP_SECRET: "short" }, "META_APP_SECRET"],
    ["a hash key of one letter", { SUPPRESSION_HASH_KEY: "a".repeat(40) }, "SUPPRESSION_HASH_KEY"],
    [
      "one guessable webhook secret of two",
      { LUMINOUS_WEBHOOK_SECRET: "f3b1c9d27a6e4085,changeme-changeme" },
      "LUMINOUS_WEBHOOK_SECRET",
    ],
    [
      "a webhook secret of the embedded stack",
      { LUMINOUS_WEBHOOK_SECRET: `local-${"0f8e7d6c5b".repeat(4)}` },
      "LUMINOUS_WEBHOOK_SECRET",
    ],
    ["no address for questions of privacy", { PRIVACY_CONTACT_EMAIL: "" }, "PRIVACY_CONTACT_EMAIL"],
  ])("refuses %s in production", (_what, change, name) => {
    expect(namesAtFault({ ...production, ...change })).toEqual([name]);
    expect(namesAtFault(production)).toEqual([]);
  });

  it.each([
    "http://10.1.2.3:8000",
    "http://supabase:8000",
    "http://kong.supabase.svc",
    "http://[::1]",
  ])("takes %s as the database's address in production: it is in a private network", (address) =>
    expect(namesAtFault({ ...production, SUPABASE_URL: address })).toEqual([]),
  );

  it("is as strict as production when nobody says where it runs", () => {
    expect(namesAtFault({ ...usable, ENVIRONMENT: undefined })).toContain("INNGEST_DEV");
  });

  it("turns a switch off with a warning when what it needs is not set", () => {
    const { env, warnings } = parseEnv({
      ...usable,
      ENABLE_VISION_CAPTIONS: "true",
      ENABLE_AUDIO_TRANSCRIPTION: "true",
      TRANSCRIPTION_MODEL: "gpt-transcribe",
    });
    expect(env).toMatchObject({
      ENABLE_MEDIA_DOWNLOAD: false,
      ENABLE_VISION_CAPTIONS: false,
      ENABLE_AUDIO_TRANSCRIPTION: true,
    });
    expect(warnings).toEqual([
      { name: "ENABLE_MEDIA_DOWNLOAD", needs: "WHATSAPP_ACCESS_TOKEN" },
      { name: "ENABLE_VISION_CAPTIONS", needs: "VISION_MODEL" },
    ]);
  });
});

describe(".env.sample", () => {
  const sample = parseDotenv(
    readFileSync(new URL("../../../.env.sample", import.meta.url), "utf8"),
  );

  it("lists exactly the variables that the service reads", () => {
    expect(Object.keys(sample).sort()).toEqual([...envVariables.keyof().options].sort());
  });

  it("shows the defaults that are in force", () => {
    const { env: unset } = parseEnv(usable);
    const { env: sampled } = parseEnv({ ...sample, ...usable });
    expect(sampled).toEqual(unset);
  });

  it("names in its required group what parseEnv calls missing", () => {
    const groups = readFileSync(new URL("../../../.env.sample", import.meta.url), "utf8").split(
      "# --- Optional",
    );
    const missing = namesAtFault({ ENVIRONMENT: "production" });
    expect(Object.keys(parseDotenv(groups[0] ?? ""))).toEqual(expect.arrayContaining(missing));
  });

  it("words of consent are a list, say something, and mean one thing", () => {
    const words = { OPT_OUT_WORDS: "leka, lekera awo", OPT_IN_WORDS: "tandika" };
    expect(parseEnv({ ...usable, ...words }).env).toMatchObject({
      OPT_OUT_WORDS: ["leka", "lekera awo"],
      OPT_IN_WORDS: ["tandika"],
    });
    expect(namesAtFault({ ...usable, OPT_OUT_WORDS: "leka, !!" })).toEqual(["OPT_OUT_WORDS"]);
    expect(namesAtFault({ ...usable, ...words, OPT_IN_WORDS: "LÉKA" })).toEqual(["OPT_IN_WORDS"]);
    expect(namesAtFault({ ...usable, OPT_IN_WORDS: "Stop!" })).toEqual(["OPT_IN_WORDS"]);
  });
});
