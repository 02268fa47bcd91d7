import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readMedia } from "@/lib/media/console/console-media";
import { mediaDetail } from "@/lib/media/console/console-schemas";

/** GET /api/console/media/:id: one file with all that is known of it. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: mediaDetail,
  run: ({ supabase, params }) => readMedia(supabase, params.id),
});
