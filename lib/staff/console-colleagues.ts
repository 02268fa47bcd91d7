import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { databaseRefusal } from "@/lib/http/database-refusal";
import { type Colleague, colleague } from "@/lib/staff/colleague";

/** Active staff who may answer customers, by name. */
export async function listColleagues(supabase: SupabaseClient): Promise<Colleague[]> {
  const { data, error } = await supabase
    .from("staff")
    .select("user_id,display_name")
    .eq("active", true)
    .in("role", ["support", "admin"])
    .order("display_name")
    .limit(200);
  if (error) throw databaseRefusal(error, "staff");
  return z.array(colleague).parse(data);
}
