import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findRuntime, runtimeEnv, toolScript } from "../setup/find-runtime.mjs";
import { rootFolder } from "../setup/root-folder.mjs";
import { Sentence, say, seconds } from "../setup/say.mjs";
import { hashSources } from "./hash-sources.mjs";

const standalone = join(rootFolder, ".next/standalone");
const stamp = join(standalone, "built-from");

/** What `output: "standalone"` leaves to us: static files in, copies of .env files out. */
function completeStandalone() {
  cpSync(join(rootFolder, ".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(join(rootFolder, "public")))
    cpSync(join(rootFolder, "public"), join(standalone, "public"), { recursive: true });
  // Next copies .env files in; the configuration is read at server start, and secrets stay out of builds.
  for (const name of readdirSync(standalone))
    if (name.startsWith(".env")) rmSync(join(standalone, name));
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
  const sources = hashSources(rootFolder);
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === sources) {
    say("The build is up to date.");
    return;
  }
  say("Building the app (next build, about 20 s) …");
  const started = Date.now();
  rmSync(stamp, { force: true });
  const { code, output } = await runNextBuild();
  if (code !== 0)
    throw new Sentence(`${output.trim()}\n\nnext build failed with exit code ${code}.`);
  completeStandalone();
  writeFileSync(stamp, sources);
  say(`Built in ${seconds(Date.now() - started)}.`);
}
