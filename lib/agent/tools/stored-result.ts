import { z } from "zod";
import { type ToolResult, toolOutcomes } from "@/lib/agent/tools/tool";

/** A tool's whole result, links included, as tool_calls and turn_steps keep it. */
export const storedResult = z.object({
  outcome: z.enum(toolOutcomes),
  data: z.record(z.string(), z.json()),
  links: z.record(z.string(), z.string()).optional(),
  say: z.string().optional(),
  endsTurn: z.literal("handed_off").optional(),
  sends: z.array(z.uuid()).optional(),
  openingCodes: z.array(z.uuid()).optional(),
  targets: z.array(z.string()).optional(),
}) satisfies z.ZodType<ToolResult>;
