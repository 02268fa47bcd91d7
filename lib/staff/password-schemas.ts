import { z } from "zod";

/** Auth hashes with bcrypt, which reads no further than 72 bytes. */
export const newPassword = z
  .string()
  .min(10)
  .refine((value) => new TextEncoder().encode(value).length <= 72);

/** The six digits of an authenticator app; a space in the middle is fine. */
export const factorCode = z
  .string()
  .transform((code) => code.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));
