import { staffRoute } from "@/lib/http/staff-route";
import { readMediaFigures } from "@/lib/media/console/console-media";
import { mediaFigures } from "@/lib/media/console/console-schemas";

/** GET /api/console/media/figures: what is stored, and what could not be. */
export const GET = staffRoute({
  result: mediaFigures,
  run: ({ supabase }) => readMediaFigures(supabase),
});
