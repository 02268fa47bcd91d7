import "server-only";
import { z } from "zod";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { webhookContext } from "@/lib/webhook/webhook-context";

const rawDelivery = z.record(z.string(), z.json());

const result = z.object({
  kind: z.enum(["stored", "duplicate", "still_parked", "already_handled"]),
  turn_session_id: z.uuid().optional(),
  send_message_id: z.uuid().optional(),
});
export type Reprocessed = z.infer<typeof result>;

/**
 * Reads a parked event's raw form with today's parser and handles what comes out, once. The raw form
 * of an item is a delivery of its own, so it reads back as that one item.
 */
export async function reprocessEvent(eventId: string): Promise<Reprocessed> {
  const { data, error, status } = await serviceClient()
    .from("wa_events")
    .select("raw, received_at, status")
    .eq("id", eventId)
    .maybeSingle();
  if (error) throw new DatabaseError("wa_events", error.code, status);
  if (data?.status !== "parked") return { kind: "already_handled" };
  const [item] = parseWebhook(rawDelivery.parse(data.raw), {
    ...webhookContext(),
    receivedAt: new Date(data.received_at),
  });
  if (!item) return { kind: "still_parked" };
  return callFunction(
    serviceClient(),
    "reprocess_event",
    { p_event_id: eventId, p_item: item, p_settings: intakeSettings() },
    result,
  );
}
