import { staffRoute } from "@/lib/http/staff-route";
import { readRetentionProgress } from "@/lib/privacy/retention/console-retention";
import { retentionProgress } from "@/lib/privacy/retention/console-schemas";

/** GET /api/console/retention/progress: the newest run of retention and of the media clean-up. */
export const GET = staffRoute({
  result: retentionProgress,
  lists: ["retention"],
  run: ({ supabase }) => readRetentionProgress(supabase),
});
