import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import type { Brought, FetchTicket } from "@/lib/media/fetch/bring-file";
import { fetchRule } from "@/lib/media/fetch/fetch-errors";
import type { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { retryLimits } from "@/lib/media/fetch/fetch-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const settled = z.object({
  status: z.enum(["pending", "rejected", "failed", "expired", "superseded"]),
  pause_ms: z.number().nullish(),
});

/** Writes down that an attempt failed, and learns whether there will be another. */
export async function settleFailure(ticket: FetchTicket, failure: FetchFailure): Promise<Brought> {
  const rule = fetchRule(failure.code);
  const { status, pause_ms } = await callFunction(
    serviceClient(),
    "settle_media_failure",
    {
      p_media_id: ticket.mediaId,
      p_claim: ticket.claim,
      p_failure: {
        ...retryLimits,
        error: failure.code,
        status: rule.status ?? null,
        final_status: rule.finalStatus ?? "failed",
        max_attempts: rule.maxAttempts ?? retryLimits.max_attempts,
        retry_after_ms: Math.min(failure.retryAfterMs, 3_600_000),
      },
    },
    settled,
  );
  if (status === "superseded") return { kind: "superseded" };
  const about = { media_id: ticket.mediaId, code: failure.code, error: failure };
  if (status === "pending") {
    log.warn("Media download postponed", about);
    return { kind: "postponed", error: failure.code, pauseMs: pause_ms ?? 0 };
  }
  if (status === "failed") log.error("Media download failed", about);
  else log.warn("Media not taken in", { ...about, status });
  return { kind: "given_up", status, error: failure.code };
}
