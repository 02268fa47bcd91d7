import "server-only";
import { z } from "zod";
import { turnOver } from "@/lib/agent/tools/open-ticket";
import { defineTool } from "@/lib/agent/tools/tool";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const opened = z
  .object({
    id: z.uuid(),
    state: z.string(),
    due_at: z.iso.datetime({ offset: true }),
    again: z.boolean(),
  })
  .nullable();

/** Opens the request; people of the privacy team decide and act on it. Nothing is deleted here. */
export const requestPersonalData = defineTool({
  name: "request_personal_data",
  description:
    "Opens a request of the customer about their personal data: erasure (delete it), access (a copy), rectification (correct it) or objection. Only when they ask for it. Nothing happens to the data yet: the privacy team confirms who they are and answers by the date that comes back.",
  parameters: z.strictObject({
    kind: z.enum(["erasure", "access", "rectification", "objection"]),
  }),
  writes: true,
  async run({ kind }, call) {
    const request = await callFunction(
      serviceClient(),
      "open_privacy_request",
      { p_turn_id: call.turnId, p_kind: kind },
      opened,
    );
    if (!request) return turnOver();
    return {
      outcome: "done",
      data: {
        request_opened: true,
        was_open_already: request.again,
        answered_by: request.due_at.slice(0, 10),
        data_deleted_yet: false,
      },
      targets: [request.id],
    };
  },
});
