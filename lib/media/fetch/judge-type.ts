import { isOffice, type MediaRule, plainType } from "@/lib/media/fetch/media-types";

/** Bytes that are looked at to tell a file's type. */
export const sniffBytes = 4_100;

/** Announced when nobody knows; it contradicts nothing. */
const unknownType = "application/octet-stream";

export type TypeVerdict = { type: string } | { refused: "type_not_allowed" | "type_mismatch" };

/**
 * The type of a file from three sides: what was announced (by the webhook and by Graph), what its first
 * bytes are, and what is taken in. `sniffed` is null when the bytes carry no known signature.
 */
export function judgeType(
  announced: readonly (string | null)[],
  sniffed: string | null,
  head: Uint8Array,
  rule: MediaRule,
): TypeVerdict {
  const claims = announced
    .flatMap((type) => (type === null ? [] : [plainType(type)]))
    .filter((type) => type !== unknownType);
  if (claims.some((type) => !rule.types.has(type))) return { refused: "type_not_allowed" };
  const found = sniffed === null ? null : plainType(sniffed);
  const [claim] = claims;
  const type = found ?? unsigned(claim ?? null, head);
  if (type === null) return { refused: "type_mismatch" };
  const settled = claim !== undefined && isSameFile(claim, type, head) ? claim : type;
  if (claims.some((other) => other !== settled)) return { refused: "type_mismatch" };
  return rule.types.has(settled) ? { type: settled } : { refused: "type_not_allowed" };
}

/** Text has no signature: it is what is announced as text and looks like it. */
function unsigned(claim: string | null, head: Uint8Array): string | null {
  return claim?.startsWith("text/") && isText(head) ? claim : null;
}

function isText(head: Uint8Array): boolean {
  // No control characters but tab, line breaks and form feed; UTF-16 is told by its mark.
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isWide || head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27);
}

/** Containers whose first bytes do not say what is inside. */
function isSameFile(claim: string, found: string, head: Uint8Array): boolean {
  if (claim === found) return true;
  if (claim === "audio/mp4") return found === "video/mp4";
  if (!isOffice(claim)) return false;
  if (found === "application/x-cfb") return !claim.includes("openxml") && !claim.includes("oasis");
  if (found !== "application/zip") return false;
  const names = Buffer.from(head).toString("latin1");
  return /\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|docProps\/|mimetypeapplication\//.test(
    names,
  );
}
