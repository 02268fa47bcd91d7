import { z } from "zod";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listFailedEmbeddings } from "@/lib/recall/console-figures";
import { failedPage } from "@/lib/recall/console-schemas";

/** GET /api/console/recall/failed: a page of messages that could not be indexed. */
export const GET = staffRoute({
  query: z.object({ cursor: cursorParam(z.int().positive()) }),
  result: failedPage,
  run: ({ supabase, query }) => listFailedEmbeddings(supabase, query.cursor),
});
