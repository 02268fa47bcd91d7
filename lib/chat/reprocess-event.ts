import "server-only";
import { z } from "zod";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { storeItems } from "@/lib/chat/store-items";
import { withErasureMarks } from "@/lib/privacy/erasure/mark-item";
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
export type Reprocessed = {
  kind: z.infer<typeof result>["kind"];
  turnSessionIds: string[];
  sendMessageIds: string[];
};

/**
 * Reads a parked event's raw form with today's parser and handles what comes out, once. The raw form
 * of an item is a delivery of its own; what was one unknown shape may read as several items today.
 */
export async function reprocessEvent(eventId: string): Promise<Reprocessed> {
  const { data, error, status } = await serviceClient()
    .from("wa_events")
    .select("raw, received_at, status")
    .eq("id", eventId)
    .maybeSingle();
  if (error) throw new DatabaseError("wa_events", error.code, status);
  if (data?.status !== "parked") return nothingToDo("already_handled");
  const [item, ...others] = parseWebhook(rawDelivery.parse(data.raw), {
    ...webhookContext(),
    receivedAt: new Date(data.received_at),
  });
  const first = await callFunction(
    serviceClient(),
    "reprocess_event",
    {
      p_event_id: eventId,
      p_item: item ? withErasureMarks(item) : null,
      p_settings: intakeSettings(),
    },
    result,
  );
  const rest = others.length > 0 ? await storeItems(others) : null;
  return {
    kind: first.kind,
    turnSessionIds: [first.turn_session_id, ...(rest?.turn_session_ids ?? [])].filter(isPresent),
    sendMessageIds: [first.send_message_id, ...(rest?.send_message_ids ?? [])].filter(isPresent),
  };
}

const nothingToDo = (kind: Reprocessed["kind"]): Reprocessed => ({
  kind,
  turnSessionIds: [],
  sendMessageIds: [],
});

const isPresent = (id: string | undefined): id is string => id !== undefined;
