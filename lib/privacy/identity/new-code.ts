import "server-only";
import { randomInt } from "node:crypto";
import { keyedHash } from "@/lib/privacy/keyed-hash";

/** Six fresh digits, and the keyed hash that is kept of them. */
export function newCode(): { code: string; hash: string } {
  const code = String(randomInt(0, 1_000_000)).padStart(6, "0");
  return { code, hash: keyedHash("identity_code", code) };
}
