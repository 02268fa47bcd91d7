import { z } from "zod";
import { factorCode, newPassword } from "@/lib/staff/password-schemas";

export const renameRequest = z.object({ display_name: z.string().trim().min(1).max(120) });
export const passwordRequest = z
  .object({ current: z.string().min(1), password: newPassword, again: z.string() })
  .refine((form) => form.password === form.again, {
    path: ["again"],
    params: {},
    message: "differ",
  });
export const factorEnrolment = z.object({
  id: z.uuid(),
  secret: z.string(),
  uri: z.string(),
  /** An SVG as a data address. */
  qr_code: z.string(),
});
export const factorRequest = z.object({ id: z.uuid(), code: factorCode });
export const done = z.object({ done: z.literal(true) });

export type FactorEnrolment = z.infer<typeof factorEnrolment>;
