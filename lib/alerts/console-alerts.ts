import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { telegramSettings } from "@/lib/alerts/alert-settings";
import {
  type AlertCursor,
  type AlertState,
  type AlertView,
  alertPage,
} from "@/lib/alerts/console-schemas";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";

/** A page of open or cleared alerts, newest first. */
export async function listAlerts(
  supabase: SupabaseClient,
  state: AlertState,
  cursor: AlertCursor | null,
): Promise<AlertView> {
  const args = { p_state: state, p_before: cursor, p_limit: 50 };
  const page = await callRpc(supabase, "list_alerts", args, alertPage);
  return { ...page, tells: telegramSettings() !== null, runbook_url: env().RUNBOOK_URL ?? null };
}

/** Says that the signed-in person deals with it; false when somebody was first or it is over. */
export function acknowledgeAlert(supabase: SupabaseClient, id: string, note: string) {
  return callRpc(supabase, "acknowledge_alert", { p_alert_id: id, p_note: note }, z.boolean());
}

/** How many open alerts nobody deals with yet. */
export const countOpenAlerts = (supabase: SupabaseClient) =>
  callRpc(supabase, "open_alert_count", {}, z.int());
