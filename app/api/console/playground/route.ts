import { askPlayground } from "@/lib/agent/ask-playground";
import { playgroundAsk, playgroundResult } from "@/lib/agent/playground-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/playground: what the bot would know and say; sends nothing. */
export const POST = staffRoute({
  body: playgroundAsk,
  result: playgroundResult,
  run: ({ supabase, body }) => askPlayground(supabase, body),
});
