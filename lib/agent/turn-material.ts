import { z } from "zod";
import { routes } from "@/lib/agent/routes";
import { recalledHit } from "@/lib/recall/recalled-hit";

/** What a turn found before its specialist was asked; a working row between two steps of the run. */
export const turnMaterial = z.object({
  route: z.enum(routes),
  language: z.string(),
  wantsHuman: z.boolean(),
  /** What code decided about an open question of ours, for the specialist to know. */
  note: z.string().nullable(),
  hits: z.array(recalledHit),
  articles: z.array(
    z.object({ id: z.uuid(), version: z.number().int(), title: z.string(), body: z.string() }),
  ),
});
export type Material = z.infer<typeof turnMaterial>;
