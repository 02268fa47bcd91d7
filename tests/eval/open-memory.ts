import { fileURLToPath } from "node:url";
import { LOCAL_OPENAI_KEY, startProviders } from "../../local/providers/start-providers";
import { startSupabase } from "../../local/supabase/start-supabase";
import { minimalEnv } from "../unit/chat/minimal-env";

const migrationsDir = fileURLToPath(new URL("../../supabase/migrations", import.meta.url));

/**
 * The embedded database and the stand-in embedder in this process, and the environment that points the
 * service's own code at them. For measuring and testing recall without the rest of the stack.
 */
export async function openMemory(extraEnv: Record<string, string> = {}) {
  const supabase = await startSupabase({ dataDir: null, migrationsDir });
  const providers = await startProviders({
    port: 0,
    dataDir: null,
    webhookUrl: "http://127.0.0.1:1/unused",
    parts: ["openai"],
  });
  const env = {
    ...minimalEnv(supabase.port),
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    OPENAI_API_KEY: LOCAL_OPENAI_KEY,
    OPENAI_BASE_URL: providers.openai.baseUrl,
    ...extraEnv,
  };
  Object.assign(process.env, env);
  return {
    supabase,
    providers,
    async close() {
      await providers.close();
      await supabase.close();
    },
  };
}
export type Memory = Awaited<ReturnType<typeof openMemory>>;
