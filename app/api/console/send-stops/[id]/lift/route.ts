import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { staffRoute } from "@/lib/http/staff-route";

const lifted = z.object({ is_lifted: z.boolean() });

/** POST: sending goes on after an account-level refusal was settled with the provider. Again: no change. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: lifted,
  run: async ({ supabase, params }) => ({
    is_lifted: await callRpc(supabase, "lift_send_stop", { p_stop_id: params.id }, z.boolean()),
  }),
});
