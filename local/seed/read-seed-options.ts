import { parseArgs } from "node:util";
import { z } from "zod";

export const seedHelp = `Fills an empty local database with a year of conversations.
  --sessions <n>   conversations, default 100000
  --messages <n>   messages, default 2000000
  --seed <n>       the same number makes the same rows, default 20261122
  --database <url> a Postgres of this machine, such as that of \`supabase start\`;
                   default: the embedded one of LOCAL_DATA_DIR (.local), which must be stopped`;

const optionsSchema = z
  .object({
    sessions: z.coerce.number().int().min(1).max(1_000_000),
    messages: z.coerce.number().int().min(1).max(20_000_000),
    seed: z.coerce.number().int(),
    database: z.string().optional(),
    dataDir: z.string(),
    help: z.boolean(),
  })
  .refine((given) => given.messages >= given.sessions, {
    message: "Every conversation has a message: --messages is at least --sessions.",
  });

/**
 * What the command line asks for.
 * @throws Error naming the option that is wrong
 */
export function readSeedOptions(args: string[]): z.output<typeof optionsSchema> {
  const { values } = parseArgs({
    args,
    options: {
      sessions: { type: "string", default: "100000" },
      messages: { type: "string", default: "2000000" },
      seed: { type: "string", default: "20261122" },
      database: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const read = optionsSchema.safeParse({
    ...values,
    dataDir: process.env.LOCAL_DATA_DIR ?? ".local",
  });
  if (!read.success) throw new Error(z.prettifyError(read.error));
  return read.data;
}
