import { z } from "zod";
import { countOpenAlerts } from "@/lib/alerts/console-alerts";
import { callRpc } from "@/lib/http/call-rpc";
import { staffRoute } from "@/lib/http/staff-route";

const badges = z.record(z.string(), z.number().int().nonnegative());

/** GET /api/console/badges: what waits on a person, by page. */
export const GET = staffRoute({
  result: badges,
  run: async ({ supabase }) => {
    const [counts, alerts] = await Promise.all([
      callRpc(supabase, "navigation_badges", {}, badges),
      countOpenAlerts(supabase),
    ]);
    return { ...counts, alerts };
  },
});
