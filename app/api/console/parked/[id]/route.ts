import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readParkedEvent } from "@/lib/operations/console-parked";
import { parkedEvent } from "@/lib/operations/parked-schemas";

/** GET /api/console/parked/:id: one event with its body redacted. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: parkedEvent,
  run: ({ supabase, params }) => readParkedEvent(supabase, params.id),
});
