import { z } from "zod";

/** A member of staff to whom a conversation can be given. */
export const colleague = z.object({ user_id: z.uuid(), display_name: z.string() });
export type Colleague = z.infer<typeof colleague>;
