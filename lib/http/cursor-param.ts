import { z } from "zod";

/** A keyset cursor in the address: JSON of the given shape, null when absent. */
export function cursorParam<Cursor>(shape: z.ZodType<Cursor>) {
  return z
    .string()
    .max(400)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape)
    .nullable()
    .default(null);
}
