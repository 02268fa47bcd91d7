import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { localSecretPrefix } from "@/lib/unsafe-settings";

const names = [
  "OPENAI_API_KEY",
  "LUMINOUS_API_KEY",
  "LUMINOUS_WEBHOOK_SECRET",
  "META_APP_SECRET",
  "META_VERIFY_TOKEN",
  "WHATSAPP_ACCESS_TOKEN",
  "SUPPRESSION_HASH_KEY",
  "SERVICE_SECRET",
  "TELEGRAM_BOT_TOKEN",
  "OPS_TOKEN",
  "METRICS_TOKEN",
  "STAFF_PASSWORD",
] as const;

const secretsSchema = z.record(z.enum(names), z.string().startsWith(localSecretPrefix));
export type LocalSecrets = z.infer<typeof secretsSchema>;

/**
 * Secrets of this data directory: made at random the first time and kept, so that sessions, hashes and
 * whatever was configured with them outlive a restart. Production refuses them by their prefix.
 */
export function readLocalSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, "secrets.json");
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const made = Object.fromEntries(
    names.map((name) => [name, `${localSecretPrefix}${randomBytes(20).toString("hex")}`]),
  );
  const secrets = secretsSchema.parse({ ...made, ...z.record(z.string(), z.string()).parse(kept) });
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
