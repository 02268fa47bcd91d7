import { z } from "zod";
import { sentPrompt } from "@/lib/agent/console-schemas";
import { readTurnPrompts } from "@/lib/agent/console-why";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/turns/:id/prompts: the prompts word for word; a POST, since each look is audited. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: z.array(sentPrompt),
  run: ({ supabase, params }) => readTurnPrompts(supabase, params.id),
});
