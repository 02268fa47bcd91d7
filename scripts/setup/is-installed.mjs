import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} file @returns {Record<string, {version?: string, integrity?: string, optional?: boolean}>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

/**
 * Whether node_modules holds what package-lock.json says. npm writes its hidden lock file last, so an
 * interrupted installation has none. Optional packages of other platforms may be absent.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const hidden = join(folder, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const installed = readPackages(hidden);
  return Object.entries(readPackages(join(folder, "package-lock.json"))).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
