import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { databaseRefusal } from "@/lib/http/database-refusal";
import { type Colleague, colleague } from "@/lib/staff/colleague";

/** Active staff who may work on privacy requests, by name. */
export async function listPrivacyTeam(supabase: SupabaseClient): Promise<Colleague[]> {
  const { data, error } = await supabase
    .from("staff")
    .select("user_id,display_name")
    .eq("active", true)
    .in("role", ["privacy", "admin"])
    .order("display_name")
    .limit(200);
  if (error) throw databaseRefusal(error, "staff");
  return z.array(colleague).parse(data);
}
