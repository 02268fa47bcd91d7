import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { staffRoute } from "@/lib/http/staff-route";

const badges = z.record(z.string(), z.number().int().nonnegative());

/** GET /api/console/badges: what waits on a person, by page. */
export const GET = staffRoute({
  result: badges,
  run: ({ supabase }) => callRpc(supabase, "navigation_badges", {}, badges),
});
