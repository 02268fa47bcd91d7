import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findRuntime, runtimeEnv, toolScript } from "../setup/find-runtime.mjs";
import { rootFolder } from "../setup/root-folder.mjs";
import { Sentence, say, seconds } from "../setup/say.mjs";
import { checkClientFiles } from "./check-client-files.mjs";
import { hashSources } from "./hash-sources.mjs";

/** Two commands started at once share one build: the second waits, then finds it up to date. */
const patienceMs = 300_000;
const standalone = join(rootFolder, ".next/standalone");
const stamp = join(standalone, "built-from");

/** What `output: "standalone"` leaves to us: static files in; copies of .env files, source maps and packages' tests out. */
function completeStandalone() {
  cpSync(join(rootFolder, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(join(rootFolder, "public")))
    cpSync(join(rootFolder, "public"), join(standalone, "public"), { recursive: true });
  // Next copies .env files in; the configuration is read at server start, and secrets stay out of builds.
  for (const name of readdirSync(standalone))
    if (name.startsWith(".env")) rmSync(join(standalone, name));
  for (const name of readdirSync(standalone, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".map") || /(^|\/)node_modules\/.*\/tests?$/.test(name))
      rmSync(join(standalone, name), { recursive: true, force: true });
}

/** @returns {Promise<{code: number | null, output: string}>} */
function runNextBuild() {
  const child = spawn(findRuntime(), [toolScript("next", "next"), "build"], {
    cwd: rootFolder,
    env: runtimeEnv({ NODE_ENV: "production" }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("SIGTERM", () => child.kill("SIGTERM"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/**
 * Builds the production server into .next/standalone, unless the sources are those of the last build.
 * @param {{force?: boolean}} [options]
 */
export async function buildApp({ force = false } = {}) {
  const deadline = Date.now() + patienceMs;
  while (!(await buildOnce(force))) {
    if (Date.now() > deadline)
      throw new Sentence("Another build has been running for 5 minutes. End it and try again.");
    say("Another build is running; waiting for it …");
    await sleep(3_000);
  }
}

/** @param {boolean} force @returns {Promise<boolean>} false when another build holds Next's lock */
async function buildOnce(force) {
  const sources = hashSources(rootFolder);
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === sources) {
    say("The build is up to date.");
    return true;
  }
  say("Building the app (next build, about 20 s) …");
  const started = Date.now();
  const { code, output } = await runNextBuild();
  if (code !== 0 && output.includes("Another next build process is already running")) return false;
  rmSync(stamp, { force: true });
  if (code !== 0)
    throw new Sentence(`${output.trim()}\n\nnext build failed with exit code ${code}.`);
  checkClientFiles(rootFolder, join(rootFolder, ".next/static"));
  completeStandalone();
  writeFileSync(stamp, sources);
  say(`Built in ${seconds(Date.now() - started)}.`);
  return true;
}
