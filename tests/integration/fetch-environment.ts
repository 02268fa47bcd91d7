import { LOCAL_GRAPH_TOKEN, type Providers } from "../../local/providers/start-providers";
import type { RunningSupabase } from "../../local/supabase/start-supabase";

/** What a process that only fetches files has to know: the stand-ins, and values for what it never asks. */
export function fetchEnvironment(supabase: RunningSupabase, providers: Providers) {
  return {
    ENVIRONMENT: "test",
    APP_URL: "http://127.0.0.1:9",
    WHATSAPP_GRAPH_URL: providers.graph.baseUrl,
    WHATSAPP_ACCESS_TOKEN: LOCAL_GRAPH_TOKEN,
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    OPENAI_API_KEY: "sk-test",
    LUMINOUS_API_URL: providers.luminous.baseUrl,
    LUMINOUS_API_KEY: "key",
    LUMINOUS_WEBHOOK_SECRET: "a-secret-of-the-tests",
    WHATSAPP_PHONE_NUMBER_ID: "700800900100200",
    WHATSAPP_DISPLAY_NUMBER: "256312000411",
    INNGEST_DEV: "http://127.0.0.1:9",
    SUPPRESSION_HASH_KEY: "a-key-of-the-tests-that-is-long-enough",
    OPS_TOKEN: "an-ops-token-of-the-tests",
    METRICS_TOKEN: "a-metrics-token-of-the-tests",
    LOG_LEVEL: "silent",
  };
}
