import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { actOnExport } from "@/lib/privacy/export/act-on-export";
import { exportAct } from "@/lib/privacy/requests/request-acts";

/** POST /api/console/requests/exports/:id: sends or shows the link of an archive, or takes the archive back. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: exportAct,
  result: z.object({ url: z.url().nullable() }),
  run: async ({ supabase, params, body }) => {
    const { url, sendMessageIds } = await actOnExport(supabase, params.id, body.act);
    await announce({ sendMessageIds });
    return { url };
  },
});
