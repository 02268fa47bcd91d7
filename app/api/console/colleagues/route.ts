import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { colleague } from "@/lib/staff/colleague";
import { listColleagues } from "@/lib/staff/console-colleagues";

/** GET /api/console/colleagues: active staff who may answer customers. */
export const GET = staffRoute({
  result: z.array(colleague),
  run: ({ supabase }) => listColleagues(supabase),
});
