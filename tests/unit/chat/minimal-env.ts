/** The variables without which the service does not start, pointing at a server of the test's own. */
export function minimalEnv(port: number): Record<string, string> {
  const url = `http://127.0.0.1:${port}`;
  return {
    ENVIRONMENT: "test",
    LOG_LEVEL: "silent",
    APP_URL: url,
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: "anon",
    SUPABASE_SERVICE_ROLE_KEY: "service",
    OPENAI_API_KEY: "key",
    LUMINOUS_API_URL: url,
    LUMINOUS_API_KEY: "key",
    LUMINOUS_WEBHOOK_SECRET: "secret",
    WHATSAPP_PHONE_NUMBER_ID: "700800900100200",
    WHATSAPP_DISPLAY_NUMBER: "256312000411",
    SUPPRESSION_HASH_KEY: "0123456789abcdef0123456789abcdef",
    INNGEST_DEV: url,
  };
}
