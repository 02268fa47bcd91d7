import { randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";
import { z } from "zod";

const TEN_YEARS_SECONDS = 10 * 365 * 86_400;

const storedKeys = z.object({
  secret: z.string().min(32),
  privateJwk: z.looseObject({
    kty: z.literal("EC"),
    crv: z.string(),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
  kid: z.string(),
  issuedAt: z.number().int(),
});

/** The project's keys: ES256 for sessions, the HS256 secret for the legacy API keys. */
export type SigningKeys = {
  publicKey: CryptoKey | Uint8Array;
  secret: Uint8Array;
  kid: string;
  jwks: { keys: JWK[] };
  anonKey: string;
  serviceRoleKey: string;
  sign: (claims: JWTPayload) => Promise<string>;
};

/** Reads the keys kept in `dataDir`, or makes them; with `dataDir` null they live as long as the process. */
export async function loadSigningKeys(dataDir: string | null): Promise<SigningKeys> {
  const stored = await readOrCreate(dataDir);
  const { d: _private, ...publicJwk } = stored.privateJwk;
  const privateKey = await importJWK(stored.privateJwk, "ES256");
  const publicKey = await importJWK(publicJwk, "ES256");
  const secret = new TextEncoder().encode(stored.secret);
  const { kty, crv, x, y } = stored.privateJwk;
  const apiKey = (role: string) =>
    new SignJWT({ iss: "supabase-embedded", ref: "local", role })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuedAt(stored.issuedAt)
      .setExpirationTime(stored.issuedAt + TEN_YEARS_SECONDS)
      .sign(secret);
  return {
    publicKey,
    secret,
    kid: stored.kid,
    jwks: {
      keys: [{ kty, crv, x, y, kid: stored.kid, alg: "ES256", use: "sig", key_ops: ["verify"] }],
    },
    anonKey: await apiKey("anon"),
    serviceRoleKey: await apiKey("service_role"),
    sign: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid: stored.kid, typ: "JWT" })
        .sign(privateKey),
  };
}

async function readOrCreate(dataDir: string | null): Promise<z.infer<typeof storedKeys>> {
  const file = dataDir === null ? null : path.join(dataDir, "keys.json");
  if (file !== null) {
    try {
      return storedKeys.parse(JSON.parse(await readFile(file, "utf8")));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const keys = storedKeys.parse({
    secret: randomBytes(32).toString("base64url"),
    privateJwk: await exportJWK(privateKey),
    kid: randomUUID(),
    issuedAt: Math.floor(Date.now() / 1000),
  });
  if (file !== null) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(keys));
    await chmod(`${file}.new`, 0o600);
    await rename(`${file}.new`, file);
  }
  return keys;
}
