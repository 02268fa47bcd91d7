import { readFileSync } from "node:fs";

/** The parent of a process, as Linux tells it; undefined where that cannot be read. @param {number} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}

/**
 * Ends this process as with SIGTERM when the npm that started it is killed. Between the two there is a
 * shell, which outlives npm and would leave everything running.
 */
export function stopWithNpm() {
  const shell = process.ppid;
  const npm = process.env.npm_execpath ? parentOf(shell) : undefined;
  setInterval(() => {
    const isOrphan = process.ppid !== shell || (npm !== undefined && parentOf(shell) !== npm);
    if (isOrphan) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
