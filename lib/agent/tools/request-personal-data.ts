import "server-only";
import { z } from "zod";
import { turnOver } from "@/lib/agent/tools/open-ticket";
import { defineTool } from "@/lib/agent/tools/tool";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const opened = z
  .object({
    id: z.uuid(),
    state: z.string(),
    due_at: z.iso.datetime({ offset: true }),
    again: z.boolean(),
    proof: z.enum(["code_follows", "code_sent", "proved", "by_team"]),
  })
  .nullable();

/** What the model may promise about the check of who asks: nothing that does not happen. */
const nextStep = {
  code_follows:
    "Right after this reply a code of six digits is sent to this chat. They answer with these digits here, within 15 minutes. Say so.",
  code_sent:
    "A code of six digits was sent to this chat a few minutes ago and still counts. They answer with these digits here. Say so.",
  proved: "Who they are is confirmed already. They need not do anything.",
  by_team:
    "The privacy team checks who they are and will write to them. Do not promise a code and do not say when.",
} as const;

/** Opens the request; people of the privacy team decide and act on it. Nothing is deleted here. */
export const requestPersonalData = defineTool({
  name: "request_personal_data",
  description:
    "Opens a request of the customer about their personal data: erasure (delete it), access (a copy), rectification (correct it) or objection. Only when they ask for it. Nothing happens to the data yet: it is confirmed first who they are (what comes back says how), then the privacy team answers by the date that comes back.",
  parameters: z.strictObject({
    kind: z.enum(["erasure", "access", "rectification", "objection"]),
  }),
  writes: true,
  async run({ kind }, call) {
    const request = await callFunction(
      serviceClient(),
      "open_privacy_request",
      { p_turn_id: call.turnId, p_kind: kind, p_settings: privacySettings() },
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
        identity_check: request.proof,
        tell_the_customer: nextStep[request.proof],
      },
      targets: [request.id],
      ...(request.proof === "code_follows" && { openingCodes: [request.id] }),
    };
  },
});
