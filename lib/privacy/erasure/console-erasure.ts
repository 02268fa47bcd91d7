import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type ErasureAct,
  erasureCertificate,
  erasureStatus,
} from "@/lib/privacy/erasure/console-schemas";
import { policyVersion } from "@/lib/privacy/erasure/policy";

/** Erasures to announce. */
type Wanted = { erasureIds?: readonly string[] };

const anything = z.unknown();

/** What the panel of an erasure request shows. */
export const readErasure = (supabase: SupabaseClient, requestId: string) =>
  callRpc(supabase, "erasure_status", { p_request_id: requestId }, erasureStatus);

/** The certificate of a request. */
export const readCertificate = (supabase: SupabaseClient, requestId: string) =>
  callRpc(supabase, "read_erasure_certificate", { p_request_id: requestId }, erasureCertificate);

/**
 * One act of the privacy team, as themselves: the database checks role, hold, digest and second person.
 * Returns the work to announce: staff never start an erasure, the service does.
 */
export async function actOnErasure(
  supabase: SupabaseClient,
  requestId: string,
  act: ErasureAct,
): Promise<Wanted> {
  const wake = (erasureId: string): Wanted => ({ erasureIds: [erasureId] });
  switch (act.act) {
    case "preview":
      await callRpc(supabase, "preview_erasure", { p_request_id: requestId }, anything);
      return {};
    case "approve": {
      const approved = await callRpc(
        supabase,
        "approve_erasure",
        { p_preview_id: act.previewId, p_digest: act.digest, p_policy_version: policyVersion },
        z.object({ run_id: z.uuid() }),
      );
      return wake(approved.run_id);
    }
    case "approve_second": {
      const second = await callRpc(
        supabase,
        "approve_erasure_second",
        { p_run_id: act.runId, p_digest: act.digest },
        z.object({ state: z.enum(["approved", "preview_changed"]) }),
      );
      if (second.state === "preview_changed") throw new ApiError("preview_changed");
      return wake(act.runId);
    }
    case "cancel":
      if (!(await callRpc(supabase, "cancel_erasure", { p_run_id: act.runId }, z.boolean())))
        throw new ApiError("erasure_running");
      return {};
    case "retry":
      await callRpc(supabase, "retry_erasure", { p_run_id: act.runId }, z.boolean());
      return wake(act.runId);
    case "notice":
      await callRpc(
        supabase,
        "record_notice",
        {
          p_run_id: act.runId,
          p_processor: act.processor,
          p_told_at: new Date().toISOString(),
          p_reference: act.reference,
        },
        anything,
      );
      return {};
  }
}
