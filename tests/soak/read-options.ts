import { parseArgs } from "node:util";
import { z } from "zod";

const part = z.enum(["app", "supabase", "inngest"]);

const optionsSchema = z.object({
  seed: z.coerce.number().int(),
  events: z.coerce.number().int().min(100).max(200_000),
  customers: z.coerce.number().int().min(3).max(5_000),
  /** Over how many minutes the events are spread. */
  minutes: z.coerce.number().min(0.1).max(60),
  kill: z
    .string()
    .transform((text) => text.split(",").filter((name) => name !== ""))
    .pipe(z.array(part)),
});
export type SoakOptions = z.output<typeof optionsSchema>;

/**
 * What the command line asks for.
 * @throws Error naming the option that is wrong
 */
export function readOptions(args: string[]): SoakOptions {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "20261122" },
      events: { type: "string", default: "8000" },
      customers: { type: "string", default: "300" },
      minutes: { type: "string", default: "5" },
      kill: { type: "string", default: "app,supabase" },
    },
  });
  const read = optionsSchema.safeParse(values);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return read.data;
}
