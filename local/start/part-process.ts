import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { Sentence } from "./sentence";

export type PartCommand = {
  /** Node's arguments. */
  args: string[];
  env: Record<string, string | undefined>;
  cwd: string;
  logFile: string;
  /** Whether the part prints one line of JSON when it is ready. */
  printsReadyLine: boolean;
  /** How long the part may take to end after SIGTERM before it is killed. */
  graceMs: number;
};

export type PartEnd = { code: number | null; signal: NodeJS.Signals | null };

export type PartProcess = {
  pid: number | undefined;
  /** The ready line, parsed; undefined at once for a part without one. Rejects when the part ends first. */
  ready: Promise<unknown>;
  /** Resolves when the process has ended, however. */
  ended: Promise<PartEnd>;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after the grace; resolves when the process has ended. */
  stop(): Promise<void>;
};

const exitWithParent = new URL("./exit-with-parent.mjs", import.meta.url).href;

/** The end of a log, for the person who has to find out why a part ended. */
function tailOf(logFile: string): string {
  return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}

const readyLine = z.union([
  z.looseObject({ ready: z.literal(true) }),
  z.looseObject({ event: z.string().endsWith(".ready") }),
]);

/** What a part announces in its ready line: one JSON object with `ready: true`, or an event `….ready`. */
function readReadyLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return readyLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** What to tell when a part ended although nobody asked it to. */
export function describeEnd(name: string, end: PartEnd, logFile: string): string {
  return `${name} ended (${end.signal ?? `exit code ${end.code}`}). The end of ${logFile}:\n${tailOf(logFile)}`;
}

/**
 * Starts one part as a child process in a group of its own, so that Ctrl-C reaches only who started it
 * and the parts can be stopped in order. Its output goes to its log file.
 */
export function startPart(name: string, command: PartCommand): PartProcess {
  const log = openSync(command.logFile, "a");
  const child = spawn(process.execPath, ["--import", exitWithParent, ...command.args], {
    cwd: command.cwd,
    env: {
      ...command.env,
      NODE_ENV: command.env.NODE_ENV === "production" ? "production" : "development",
    },
    stdio: ["ignore", command.printsReadyLine ? "pipe" : log, log],
    detached: true,
  });
  const ended = new Promise<PartEnd>((resolve) => {
    child.once("error", () => resolve({ code: 127, signal: null }));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  void ended.then(() => closeSync(log));

  const { stdout } = child;
  const ready = new Promise<unknown>((resolve, reject) => {
    if (!stdout) return resolve(undefined);
    createInterface({ input: stdout }).on("line", (line) => {
      const announced = readReadyLine(line);
      // The ready line may hold keys, which a log must not.
      if (announced === undefined) writeSync(log, `${line}\n`);
      else resolve(announced);
    });
    void ended.then((end) => reject(new Sentence(describeEnd(name, end, command.logFile))));
  });
  // Who does not wait for it learns of the end by `ended`.
  ready.catch(() => undefined);

  const signal = (which: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(which);
  };
  return {
    pid: child.pid,
    ready,
    ended,
    signal,
    async stop() {
      signal("SIGTERM");
      const timer = setTimeout(() => signal("SIGKILL"), command.graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
