import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { SafeError } from "@/lib/safe-error";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { serviceClient } from "@/lib/supabase/service";
import { describeTemplate } from "@/lib/whatsapp/describe-template";
import { luminous } from "@/lib/whatsapp/luminous";

const plainJson: z.ZodType<Json> = z.json();

/**
 * Makes `message_templates` what Luminous lists now. Templates that staff cannot fill in here are
 * left out and counted.
 * @throws SafeError when Luminous does not answer; the list then stays as it was.
 */
export async function syncTemplates(): Promise<{ templates: number; left_out: number }> {
  const listed = await luminous().listTemplates();
  if (listed.kind === "failed") {
    throw new SafeError(
      "templates_not_listed",
      `Luminous did not list templates (${listed.reason})`,
    );
  }
  const usable = listed.templates.map(describeTemplate).filter((each) => each !== null);
  const leftOut = listed.templates.length - usable.length + listed.unreadable;
  const stored = await callFunction(
    serviceClient(),
    "replace_templates",
    { p_templates: plainJson.parse(usable) },
    z.number().int(),
  );
  log.info("Templates synced", { template_count: stored, left_out_count: leftOut });
  return { templates: stored, left_out: leftOut };
}
