import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { staffRoute } from "@/lib/http/staff-route";
import { done, renameRequest } from "@/lib/staff/account-schemas";

/** POST /api/console/account/name: the name under which colleagues see the caller. */
export const POST = staffRoute({
  body: renameRequest,
  result: done,
  run: async ({ supabase, body }) => {
    await callRpc(supabase, "rename_myself", { p_display_name: body.display_name }, z.unknown());
    return { done: true as const };
  },
});
