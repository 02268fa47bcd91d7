import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { processMetrics } from "@/lib/metrics/process-metrics";
import type { Database } from "@/lib/supabase/database.types";
import { DatabaseError } from "@/lib/supabase/database-error";
import { inSpan } from "@/lib/trace/in-span";

type Functions = Database["public"]["Functions"];

/**
 * Calls one SQL function and parses what it returns.
 * @throws DatabaseError when the call fails or the answer is not of the expected shape; its message
 * names the function and the code, never what the function was given.
 */
export async function callFunction<Name extends keyof Functions & string, Schema extends z.ZodType>(
  client: SupabaseClient<Database>,
  name: Name,
  args: Functions[Name]["Args"],
  schema: Schema,
  signal?: AbortSignal,
): Promise<z.infer<Schema>> {
  const call = client.rpc(name, args);
  const done = processMetrics().rpc.startTimer({ function: name });
  const { data, error, status } = await inSpan(`rpc ${name}`, {}, async () => {
    const answer = await (signal ? call.abortSignal(signal) : call);
    done({ outcome: answer.error ? "failed" : "ok" });
    return answer;
  });
  if (error) throw new DatabaseError(name, error.code, status);
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join(".") || "(root)");
    throw new DatabaseError(name, `unexpected_answer at ${paths.join(", ")}`, status);
  }
  return parsed.data;
}
