import { describe, expect, it } from "vitest";
import { envVariables } from "@/lib/env-variables";
import { EnvError, parseEnv } from "@/lib/parse-env";
import type { LocalSecrets } from "../local-secrets";
import { chooseParts, resolveEnv } from "../resolve-env";

const ports = { app: 3000, supabase: 54321, inngest: 8288, providers: 8290 };
const secret = (name: string) => `local-${name.toLowerCase()}-${"0".repeat(40)}`;
const secrets: LocalSecrets = {
  OPENAI_API_KEY: secret("openai"),
  LUMINOUS_API_KEY: secret("luminous"),
  LUMINOUS_WEBHOOK_SECRET: secret("webhook"),
  META_APP_SECRET: secret("meta"),
  META_VERIFY_TOKEN: secret("verify"),
  WHATSAPP_ACCESS_TOKEN: secret("access"),
  SUPPRESSION_HASH_KEY: secret("hash"),
  SERVICE_SECRET: secret("service"),
  TELEGRAM_BOT_TOKEN: secret("telegram"),
  OPS_TOKEN: secret("ops"),
  METRICS_TOKEN: secret("metrics"),
  STAFF_PASSWORD: secret("password"),
};
const keys = { SUPABASE_ANON_KEY: "anon", SUPABASE_SERVICE_ROLE_KEY: "service" };

describe("resolveEnv", () => {
  it("gives every variable that the service reads, ready to be set again", () => {
    const resolved = resolveEnv({}, ports, secrets, keys);
    const optional = envVariables.keyof().options.filter((name) => !(name in resolved));
    expect(optional).toEqual([
      ...["FALLBACK_MODEL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "INNGEST_BASE_URL"],
      ...["INNGEST_ENV", "OTEL_EXPORTER_OTLP_ENDPOINT", "RUNBOOK_URL"],
      "ERASURE_NEEDS_SECOND_PERSON", // Unset, ENVIRONMENT decides.
    ]);
    const { env } = parseEnv(resolved);
    expect(env.MODEL_PRICES["gpt-6-luna"]).toEqual({ input: 0.1, output: 0.5 });
    expect(env.LOCAL_PARTS).toEqual([
      "supabase",
      "inngest",
      "openai",
      "luminous",
      "parcelo",
      "telegram",
    ]);
  });

  it("stands in for everything when nothing is set", () => {
    expect(resolveEnv({}, ports, secrets, keys)).toMatchObject({
      LOCAL_PARTS: "supabase,inngest,openai,luminous,parcelo,telegram",
      SUPABASE_URL: "http://127.0.0.1:54321",
      INNGEST_DEV: "http://127.0.0.1:8288",
      OPENAI_BASE_URL: "http://127.0.0.1:8290/openai/v1",
      LUMINOUS_API_URL: "http://127.0.0.1:8290/luminous",
      PARCELO_API_URL: "http://127.0.0.1:8290/parcelo",
      WHATSAPP_GRAPH_URL: "http://127.0.0.1:8290/graph",
      ENABLE_MEDIA_DOWNLOAD: "true",
      WHATSAPP_PHONE_NUMBER_ID: "700800900100200",
      WHATSAPP_DISPLAY_NUMBER: "256312000411",
      APP_URL: "http://127.0.0.1:3000",
      ENVIRONMENT: "development",
    });
  });

  it.each([
    ["supabase", { SUPABASE_URL: "https://x.supabase.co", ...keys }, "SUPABASE_URL"],
    ["inngest", { INNGEST_DEV: "http://127.0.0.1:9999" }, "INNGEST_DEV"],
    ["inngest", { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "s" }, "INNGEST_SIGNING_KEY"],
    ["openai", { OPENAI_API_KEY: "sk-real" }, "OPENAI_API_KEY"],
    [
      "openai",
      { OPENAI_BASE_URL: "http://models.example/v1", OPENAI_API_KEY: "k" },
      "OPENAI_BASE_URL",
    ],
  ])("leaves %s out when its usual variable is set", (part, given, name) => {
    expect(chooseParts(given)).not.toContain(part);
    const resolved = resolveEnv(given, ports, secrets, keys);
    expect(resolved.LOCAL_PARTS?.split(",")).not.toContain(part);
    expect(resolved[name]).toBe(Object.entries(given).find(([key]) => key === name)?.[1]);
  });

  it("never mixes a stand-in's key into a real service", () => {
    const resolved = resolveEnv({ OPENAI_API_KEY: "sk-real" }, ports, secrets, keys);
    expect(resolved.OPENAI_BASE_URL).toBe("https://api.openai.com/v1");
    expect(() =>
      resolveEnv({ SUPABASE_URL: "https://x.supabase.co" }, ports, secrets, keys),
    ).toThrow(/SUPABASE_SERVICE_ROLE_KEY is missing/);
    expect(() =>
      resolveEnv({ LUMINOUS_API_URL: "https://l.example" }, ports, secrets, keys),
    ).toThrow(EnvError);
    expect(() =>
      resolveEnv({ PARCELO_API_URL: "https://p.example" }, ports, secrets, keys),
    ).toThrow(/SERVICE_SECRET is missing/);
  });

  it("refuses to call stand-ins production", () => {
    expect(() => resolveEnv({ ENVIRONMENT: "production" }, ports, secrets, keys)).toThrow(
      /LOCAL_PARTS must not be set in production/,
    );
  });
});
