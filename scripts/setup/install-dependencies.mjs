import { spawn } from "node:child_process";
import { isInstalled } from "./is-installed.mjs";
import { npmCommand } from "./npm-command.mjs";
import { rootFolder } from "./root-folder.mjs";
import { Sentence, say, seconds } from "./say.mjs";

/** What npm's error codes mean to the person at the keyboard. */
const causes = [
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/,
    sentence:
      "The npm registry could not be reached. Check the network connection (or the proxy in your npm settings) and run the same command again.",
  },
  {
    pattern: /ENOSPC/,
    sentence:
      "The disk is full: the dependencies need 1.5 GB. Free some space and run the same command again.",
  },
  {
    pattern: /EACCES|EPERM|EROFS/,
    sentence: `The dependencies could not be written. Make ${rootFolder} writable for your user (an earlier run as root may own node_modules) and run the same command again.`,
  },
  {
    pattern: /EUSAGE|Missing: .* from lock file/,
    sentence:
      "package.json and package-lock.json do not agree. Take both from the repository, or run `npm install` and commit the lock file.",
  },
];

/** @param {string} errors @param {number | null} code */
function explain(errors, code) {
  const known = causes.find(({ pattern }) => pattern.test(errors));
  const tail = errors.trim().split("\n").slice(-12).join("\n");
  return new Sentence(
    `${known?.sentence ?? `npm ci failed with exit code ${code}.`}\n\nnpm said:\n${tail}`,
  );
}

/** Installs the locked dependencies when node_modules does not hold them yet. */
export async function installDependencies() {
  if (isInstalled(rootFolder)) return;
  say("Installing the dependencies (npm ci; about a minute, 1.3 GB) …");
  const started = Date.now();
  const { command, args } = npmCommand([
    "ci",
    "--prefer-offline",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
  ]);
  const child = spawn(command, args, {
    cwd: rootFolder,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  const progress = setInterval(
    () => say(`  … still installing, ${seconds(Date.now() - started)}`),
    10_000,
  );
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => clearInterval(progress));
  if (code !== 0) throw explain(errors, code);
  say(`Dependencies installed in ${seconds(Date.now() - started)}.`);
}
