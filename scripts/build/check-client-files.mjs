import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Sentence } from "../setup/say.mjs";
import { findSecrets, isSecretName } from "./find-secrets.mjs";

/** Files that Next reads at build time beside the environment. */
const envFiles = [".env", ".env.local", ".env.production", ".env.production.local"];

/** Every secret that this build could have seen. @param {string} root */
function secretValues(root) {
  const files = envFiles
    .map((name) => join(root, name))
    .filter((path) => existsSync(path))
    .map((path) => parseEnv(readFileSync(path, "utf8")));
  const seen = Object.assign({}, ...files, process.env);
  return Object.fromEntries(
    Object.entries(seen).filter(([name, value]) => isSecretName(name) && value),
  );
}

/**
 * Refuses a build whose files for browsers hold a secret of the server.
 * @param {string} root @param {string} folder the files for browsers
 */
export function checkClientFiles(root, folder) {
  const sample = parseEnv(readFileSync(join(root, ".env.sample"), "utf8"));
  const secrets = {
    names: Object.keys(sample).filter(isSecretName),
    values: secretValues(root),
  };
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|map|json|html|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0)
    throw new Sentence(`${folder} holds no files; the build is not complete.`);
  const faults = files.flatMap((file) =>
    findSecrets(readFileSync(file, "utf8"), secrets).map(
      (what) => `  ${file.slice(root.length + 1)}: ${what}`,
    ),
  );
  if (faults.length > 0)
    throw new Sentence(
      `Secrets of the server are in what browsers load. Find the component that imports server code:\n${faults.join("\n")}`,
    );
}
