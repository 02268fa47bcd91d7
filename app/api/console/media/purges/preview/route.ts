import { staffRoute } from "@/lib/http/staff-route";
import { previewMediaPurge } from "@/lib/media/purge/console-purge";
import { purgePreview, purgeSubject } from "@/lib/media/purge/console-schemas";

/** GET /api/console/media/purges/preview?session_id= or ?customer_id=: what would go. */
export const GET = staffRoute({
  query: purgeSubject,
  result: purgePreview,
  run: ({ supabase, query }) => previewMediaPurge(supabase, query),
});
