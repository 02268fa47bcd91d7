import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { databaseRefusal } from "@/lib/http/database-refusal";

/**
 * Calls a function of the database as the client's user and parses what it returns.
 * @throws ApiError when the database refuses the caller; SafeError when it fails.
 */
export async function callRpc<Result>(
  supabase: SupabaseClient,
  name: string,
  args: Record<string, unknown>,
  result: z.ZodType<Result>,
): Promise<Result> {
  const { data, error } = await supabase.rpc(name, args);
  if (error) throw databaseRefusal(error, name);
  return result.parse(data);
}
