import { z } from "zod";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listMediaRuns } from "@/lib/privacy/retention/console-retention";
import { mediaRunPage, runCursor } from "@/lib/privacy/retention/console-schemas";

/** GET /api/console/retention/media-runs: what past clean-ups of media did, newest first. */
export const GET = staffRoute({
  query: z.object({ cursor: cursorParam(runCursor) }),
  result: mediaRunPage,
  lists: ["retention"],
  run: ({ supabase, query }) => listMediaRuns(supabase, query.cursor),
});
