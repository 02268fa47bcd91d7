import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { listTemplateChoices } from "@/lib/whatsapp/console-templates";
import { templateChoice } from "@/lib/whatsapp/template-choice";

/** GET /api/console/templates: approved templates. */
export const GET = staffRoute({
  result: z.array(templateChoice),
  run: ({ supabase }) => listTemplateChoices(supabase),
});
