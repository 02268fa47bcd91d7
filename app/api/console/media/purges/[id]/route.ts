import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readMediaPurge } from "@/lib/media/purge/console-purge";
import { mediaPurge } from "@/lib/media/purge/console-schemas";

/** GET /api/console/media/purges/:id: how far it is. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: mediaPurge,
  run: ({ supabase, params }) => readMediaPurge(supabase, params.id),
});
