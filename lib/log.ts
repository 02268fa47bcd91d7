import "server-only";
import pino from "pino";
import { createLog } from "@/lib/create-log";

/**
 * The service's log: JSON lines on standard output, `log.info("turn committed", { turn_id })`.
 * What it may carry is decided by LogFields; everything else is replaced before it is written (P13).
 */
export const log = createLog(pino.destination({ fd: 1, sync: true }), process.env.LOG_LEVEL);
