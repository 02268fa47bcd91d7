import { spawn } from "node:child_process";
import { rootFolder } from "./root-folder.mjs";

/**
 * Runs a program with our output and without input, so that nothing waits for a keyboard; with `hear`,
 * what it prints goes there instead. Ctrl-C reaches it through the terminal; a SIGTERM or SIGHUP sent to us is passed on, and we end when it has ended.
 * @param {string} command @param {string[]} args @param {Record<string, string | undefined>} env
 * @param {(chunk: Buffer) => void} [hear]
 * @param {AbortSignal} [abort] ends it too; the promise rejects then
 * @returns {Promise<number>} its exit code; 128 + the number of the signal that ended it
 */
export function runInherited(command, args, env, hear, abort) {
  const output = hear ? "pipe" : "inherit";
  const child = spawn(command, args, {
    cwd: rootFolder,
    env,
    stdio: ["ignore", output, output],
    ...(abort && { signal: abort }),
  });
  if (hear) for (const stream of [child.stdout, child.stderr]) stream?.on("data", hear);
  const passOn = (signal) => {
    // The terminal gives SIGINT to the whole group; only a signal sent to us alone has to be passed on.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  }).finally(() => {
    for (const signal of signals) process.off(signal, passOn);
  });
}
