import { z } from "zod";

const account = z.object({ email: z.string(), name: z.string() });
const stackSchema = z.object({
  env: z.record(z.string(), z.string()),
  urls: z.object({
    app: z.string(),
    supabase: z.string(),
    inngest: z.string(),
    providers: z.string(),
  }),
  staff: z.object({ support: account, privacy: account, admin: account, password: z.string() }),
  dataDir: z.string(),
});

/** The running stack, as start-stack-once.ts left it for the test workers. */
export const stack = stackSchema.parse(JSON.parse(process.env.E2E_STACK ?? "{}"));
