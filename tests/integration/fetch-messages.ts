import { z } from "zod";

const ticket = z.object({ mediaId: z.uuid(), claim: z.uuid() });

/** What a fetching process is told; `ticket` and `isBrought` are what the run remembers of its ended steps. */
export const orderSchema = z.object({
  fileId: z.uuid(),
  run: z.string(),
  ticket: ticket.nullable(),
  isBrought: z.boolean(),
});

/** What it says: that it stands ready, what it claimed, that it brought the file, what became of the file. */
export const saidSchema = z.union([
  z.enum(["ready", "brought"]),
  z.object({ ticket }),
  z.object({ outcome: z.string() }),
]);
