import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readOverview } from "@/lib/overview/console-read-overview";
import { overview } from "@/lib/overview/console-schemas";

const query = z.object({
  days: z.coerce.number().int().min(1).max(366),
  zone: z.string().min(1).max(64),
});

/** GET /api/console/overview: figures over time. */
export const GET = staffRoute({
  query,
  result: overview,
  run: ({ supabase, query }) => readOverview(supabase, query),
});
