import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { reembedRun, setReembedState } from "@/lib/recall/console-reembed";

/** POST /api/console/recall/reembed/:id: pauses, resumes or cancels a run. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ state: z.enum(["running", "paused", "cancelled"]) }),
  result: reembedRun,
  run: async ({ supabase, params, body }) => {
    const run = await setReembedState(supabase, params.id, body.state);
    if (body.state === "running") await announce({ reembedRunIds: [run.id] });
    return run;
  },
});
