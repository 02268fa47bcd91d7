import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import { SafeError } from "@/lib/safe-error";

export const suppression = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(["phone", "wa_user_id", "wamid"]),
  erased_at: z.iso.datetime({ offset: true }),
  consent_status: z.enum(["pending", "opted_in", "opted_out"]),
  marketing_status: z.enum(["unknown", "allowed", "stopped"]),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
});
export type Suppression = z.infer<typeof suppression>;

const file = z.object({
  format: z.literal("parcelo-suppressions-1"),
  rows: z.array(suppression),
  signature: z.string(),
});

const signatureOf = (rows: readonly Suppression[]) =>
  keyedHash("list", createHash("sha256").update(JSON.stringify(rows)).digest("hex"));

/** The list as a file to keep apart from the database: keyed hashes, signed with the same key. */
export const sealList = (rows: readonly Suppression[]): string =>
  `${JSON.stringify({ format: "parcelo-suppressions-1", rows, signature: signatureOf(rows) })}\n`;

/**
 * Reads a kept list.
 * @throws SafeError when it is no such file, was changed, or was signed with another key: with another
 * key nobody in it would be recognised, and the command would say that all is well.
 */
export function openList(text: string): Suppression[] {
  const parsed = file.safeParse(json(text));
  if (!parsed.success)
    throw new SafeError("not_a_list", "This file is not a list of suppressions.");
  const { rows, signature } = parsed.data;
  const expected = Buffer.from(signatureOf(rows));
  const stated = Buffer.from(signature);
  if (expected.length !== stated.length || !timingSafeEqual(expected, stated)) {
    throw new SafeError(
      "list_not_signed",
      "The list was changed, or signed with another SUPPRESSION_HASH_KEY. Nothing was erased.",
    );
  }
  return rows;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
