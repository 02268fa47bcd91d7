import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { spanSink } from "@/lib/trace/span-sink";
import type { IntakeItem } from "@/lib/webhook/intake-item";

const instant = z.iso.datetime({ offset: true }).nullable();
const rows = z.array(
  z.object({
    message_id: z.uuid(),
    turn_id: z.uuid().nullable(),
    traceparent: z.string().nullable(),
    state: z.string(),
    started_at: instant,
    sent_at: instant,
    delivered_at: instant,
    failed_at: instant,
  }),
);

/**
 * Ends the traces of the messages whose delivery these items report: a span from the provider's yes to
 * the phone. Only while traces are exported, after the webhook was answered; a fault changes nothing.
 */
export async function traceReceipts(items: readonly IntakeItem[]): Promise<void> {
  const sink = spanSink();
  const ids = items.flatMap(({ status }) =>
    status && ["delivered", "failed"].includes(status.status) ? [status.wa_message_id] : [],
  );
  if (!sink || ids.length === 0) return;
  try {
    const found = await callFunction(serviceClient(), "receipt_traces", { p_wamids: ids }, rows);
    for (const row of found) {
      const from = row.sent_at ?? row.started_at;
      const to = row.delivered_at ?? row.failed_at;
      if (!row.traceparent || !from || !to) continue;
      const { message_id, turn_id, state } = row;
      sink
        .start({
          name: "delivered",
          parent: row.traceparent,
          fields: { message_id, turn_id, state },
          startedAt: new Date(Math.min(Date.parse(from), Date.parse(to))),
        })
        .end({}, undefined, new Date(to));
    }
  } catch (error) {
    log.warn("Tracing receipts failed", { receipt_count: ids.length, error });
  }
}
