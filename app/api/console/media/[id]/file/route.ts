import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { signedAddress } from "@/lib/media/console/open-file";

/** GET /api/console/media/:id/file: sends the browser to an address that lapses within a minute. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  query: z.object({ download: z.literal("1").optional() }),
  result: z.instanceof(Response),
  run: async ({ supabase, params, query }) =>
    new Response(null, {
      status: 302,
      headers: {
        location: await signedAddress(supabase, params.id, query.download === "1"),
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      },
    }),
});
