import "server-only";
import pino from "pino";
import { createLog } from "@/lib/create-log";
import { currentTrace } from "@/lib/trace/current-trace";
import { requestIdOf } from "@/lib/trace/traceparent";

/**
 * The service's log: JSON lines on standard output, `log.info("Turn claimed", { turn_id })`.
 * What it may carry is decided by LogFields; everything else is replaced before it is written (P13).
 * A line that belongs to a webhook's way, up to the send in another process, carries its `request_id`.
 */
export const log = createLog(pino.destination({ fd: 1, sync: true }), process.env.LOG_LEVEL, () => {
  const traceparent = currentTrace();
  return traceparent ? { request_id: requestIdOf(traceparent) } : {};
});
