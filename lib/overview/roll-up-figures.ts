import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const rolled = z.object({ more: z.boolean() });

/** Counts up to 240 hours that have ended into the overview's figures; `more` says that some are left. */
export function rollUpFigures(): Promise<z.infer<typeof rolled>> {
  return callFunction(serviceClient(), "roll_up_figures", {}, rolled);
}
