import { z } from "zod";
import { listSessionChanges } from "@/lib/chat/console-list-sessions";
import { sessionFilters, sessionListChanges } from "@/lib/chat/console-schemas";
import { staffRoute } from "@/lib/http/staff-route";

const query = z.object({
  filter: z.enum(sessionFilters).default("open"),
  search: z.string().max(200).default(""),
  since: z.iso.datetime({ offset: true }),
});

/** GET /api/console/sessions/changes: what changed in a list since its last answer. */
export const GET = staffRoute({
  query,
  result: sessionListChanges,
  run: ({ supabase, query }) => listSessionChanges(supabase, query),
});
