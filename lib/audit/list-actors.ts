import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { databaseRefusal } from "@/lib/http/database-refusal";
import { type Colleague, colleague } from "@/lib/staff/colleague";

/** Everybody who is or was staff, by name: whose acts the log may hold. */
export async function listActors(supabase: SupabaseClient): Promise<Colleague[]> {
  const { data, error } = await supabase
    .from("staff")
    .select("user_id,display_name")
    .order("display_name")
    .limit(500);
  if (error) throw databaseRefusal(error, "staff");
  return z.array(colleague).parse(data);
}
