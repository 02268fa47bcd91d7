import "server-only";
import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { keyedHash } from "@/lib/privacy/keyed-hash";

/** How long 32 random bytes are in the address. */
export const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** A fresh link to an archive, and the keyed hash that is kept of its token. */
export function newExportLink(): { url: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { url: new URL(`/export/${token}`, env().APP_URL).href, hash: hashOfToken(token) };
}

export const hashOfToken = (token: string): string => keyedHash("export_link", token);
