import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { importSampleArticles } from "@/lib/knowledge/console-articles";

/** POST /api/console/knowledge/samples: adds the sample articles as drafts. */
export const POST = staffRoute({
  result: z.object({ count: z.int() }),
  run: ({ supabase }) => importSampleArticles(supabase),
});
