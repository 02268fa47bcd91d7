import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const counted = z.object({ more: z.boolean() });

/** A day of history a call; the next call goes on. */
export function countMetrics() {
  return callFunction(serviceClient(), "count_metrics", {}, counted);
}
