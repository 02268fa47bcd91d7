import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findRuntime, runtimeEnv, toolScript } from "./find-runtime.mjs";
import { rootFolder } from "./root-folder.mjs";
import { runInherited } from "./run-inherited.mjs";
import { Sentence, say } from "./say.mjs";

const systemPaths = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

/** @param {string} path */
function runs(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

/** Where Playwright keeps, or would keep, its own Chromium. */
function playwrightsOwn() {
  const print =
    "import('@playwright/test').then((p) => process.stdout.write(p.chromium.executablePath()))";
  const result = spawnSync(findRuntime(), ["-e", print], { cwd: rootFolder, encoding: "utf8" });
  return result.stdout;
}

function findChromium() {
  const given = process.env.PLAYWRIGHT_CHROMIUM;
  if (given) {
    if (runs(given)) return given;
    throw new Sentence(
      "PLAYWRIGHT_CHROMIUM is set, but no browser runs at that path. Correct or unset it.",
    );
  }
  return [...systemPaths, playwrightsOwn()].find((path) => path && runs(path));
}

/** Debian's package is a real browser; Ubuntu's only asks for a snap. */
function hasDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * Finds a Chromium for the browser tests, or installs one: Debian's package as root, else Playwright's own.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;

  if (hasDebianPackage()) {
    say("Installing Chromium from the system's packages (apt-get) …");
    const env = runtimeEnv({ DEBIAN_FRONTEND: "noninteractive" });
    const updated = await runInherited("apt-get", ["update", "-qq"], env);
    if (updated === 0)
      await runInherited(
        "apt-get",
        ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
        env,
      );
  }
  if (!findChromium()) {
    say("Downloading Playwright's Chromium …");
    const withLibraries = process.getuid?.() === 0 ? ["--with-deps"] : [];
    const args = [
      toolScript("@playwright/test", "playwright"),
      "install",
      ...withLibraries,
      "chromium",
    ];
    await runInherited(findRuntime(), args, runtimeEnv());
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Sentence(
    `Chromium could not be installed for the browser tests. Install it by hand (Debian: apt-get install chromium; elsewhere, in ${join(rootFolder)}: npx playwright install --with-deps chromium), or set PLAYWRIGHT_CHROMIUM to a browser's path, and run npm test again. To leave the browser tests out: npm test -- --only lint,types,directions,database-types,unit,local,database,build,integration`,
  );
}
