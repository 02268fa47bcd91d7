import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { revealParkedEvent } from "@/lib/operations/console-parked";
import { revealedBody } from "@/lib/operations/parked-schemas";

/** POST /api/console/parked/:id/reveal: the body as it came, on the record. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: revealedBody,
  run: async ({ supabase, params }) => ({ body: await revealParkedEvent(supabase, params.id) }),
});
