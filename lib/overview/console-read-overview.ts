import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type Overview, overview } from "@/lib/overview/console-schemas";
import { type OverviewNow, overviewNow } from "@/lib/overview/now-schemas";

/** Figures of the last `days` days (today included) in an IANA time zone. */
export function readOverview(
  supabase: SupabaseClient,
  { days, zone }: { days: number; zone: string },
): Promise<Overview> {
  return callRpc(supabase, "overview", { p_days: days, p_zone: zone }, overview);
}

/** What waits for somebody now. */
export function readOverviewNow(supabase: SupabaseClient): Promise<OverviewNow> {
  return callRpc(supabase, "overview_now", {}, overviewNow);
}
