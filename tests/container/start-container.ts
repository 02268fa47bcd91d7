import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Sentence } from "../../scripts/setup/say.mjs";

const enter = fileURLToPath(new URL("enter-container.sh", import.meta.url));
const nodesUser = "1000";

export type Container = {
  /** Of the process inside, as this machine knows it. */
  pid: number;
  signal(name: NodeJS.Signals): void;
  /** Its exit code; 128 + the signal's number when one ended it. */
  ended: Promise<number>;
};

/**
 * Asks this machine whether it can do what a container needs.
 * @throws Sentence naming what is missing
 */
export function checkCapabilities(): void {
  if (process.platform !== "linux")
    throw new Sentence("A container by hand needs Linux (namespaces and mounts).");
  if (process.getuid?.() !== 0)
    throw new Sentence(
      "A container by hand needs root, to mount and to become another user: sudo -E env PATH=$PATH npm run check:container",
    );
  const tried = spawnSync("unshare", [
    "--mount",
    "--pid",
    "--fork",
    "mount",
    "-t",
    "tmpfs",
    "x",
    "/mnt",
  ]);
  if (tried.error ?? tried.status !== 0)
    throw new Sentence(
      `This machine does not let us make namespaces and mounts (CAP_SYS_ADMIN), so nothing was checked: ${String(tried.stderr ?? tried.error).trim()}`,
    );
  if (spawnSync("setpriv", ["--version"]).error)
    throw new Sentence("The command setpriv is missing (Debian: util-linux); nothing was checked.");
}

/** Starts a command as the image's user on its read-only file system, with these variables and no others. */
export async function startContainer(options: {
  image: string;
  workdir: string;
  command: readonly string[];
  env: Record<string, string>;
  logFile: string;
}): Promise<Container> {
  const { image, workdir, command, env, logFile } = options;
  const log = openSync(logFile, "a");
  const child = spawn(
    "setpriv",
    [
      // It ends with us, however we end.
      ...["--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--ipc", "--uts", "--fork"],
      ...["--kill-child", "sh", "-eu", enter, image, workdir, nodesUser, ...command],
    ],
    { env: { ...env, NODE_ENV: "production" }, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  if (child.pid === undefined) throw new Sentence("setpriv could not be started from PATH.");
  const ended = once(child, "close").then(([code, signal]: unknown[]) =>
    typeof code === "number" ? code : 128 + (signal === "SIGKILL" ? 9 : 15),
  );
  const pid = await pidInside(child, ended, logFile);
  endWithUs(pid, ended);
  return {
    pid,
    ended,
    signal: (name) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(pid, name);
      } catch (error) {
        // It ended a moment ago by itself.
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
      }
    },
  };
}

/**
 * Kills the process inside when ours is gone, even by SIGKILL. The kernel forgets `--kill-child` when a process
 * becomes another user, so that the server would go on alone and hold its port.
 */
function endWithUs(pid: number, ended: Promise<number>): void {
  const guard = spawn("sh", ["-c", `read -r _; kill -KILL ${pid}`], {
    stdio: ["pipe", "ignore", "ignore"],
    // Whoever kills our whole group must not kill the guard with it.
    detached: true,
  });
  void ended.then(() => guard.kill("SIGKILL"));
}

/** `unshare --fork` waits for its only child and keeps signals from it; that child is the one to talk to. */
async function pidInside(
  child: ChildProcess,
  ended: Promise<number>,
  logFile: string,
): Promise<number> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
    if (children !== "") return z.coerce.number().int().positive().parse(children);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Sentence(`The container did not start:\n${readFileSync(logFile, "utf8")}`);
}
