import { staffRoute } from "@/lib/http/staff-route";
import { previewRetention } from "@/lib/privacy/retention/console-retention";
import { retentionPreview } from "@/lib/privacy/retention/console-schemas";

/** GET /api/console/retention: what the next run would remove, class by class. */
export const GET = staffRoute({
  result: retentionPreview,
  run: ({ supabase }) => previewRetention(supabase),
});
