import "server-only";
import { log } from "@/lib/log";
import { cleanMedia } from "@/lib/media/clean/clean-media";

/**
 * One clean-up as the server starts, beside its requests: a service that was down over night owes it.
 * What fails here is logged and found by the next tick.
 */
export function cleanMediaAtStart(): void {
  cleanMedia("start").catch((error: unknown) =>
    log.warn("Media cleanup at start failed", { error }),
  );
}
