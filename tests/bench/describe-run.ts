import { execFileSync } from "node:child_process";
import os from "node:os";

export type Run = {
  date: string;
  commit: string;
  cores: number;
  cpu: string;
  memoryGiB: number;
  system: string;
  node: string;
  /** Others' work in the minute before; near 0 on a quiet machine. */
  load: number;
};

/** The machine, date and commit that figures belong to. */
export function describeRun(): Run {
  const [cpu] = os.cpus();
  return {
    date: new Date().toISOString(),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    cores: os.cpus().length,
    cpu: cpu?.model.trim() ?? "unknown",
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    load: Number(os.loadavg()[0]?.toFixed(2) ?? 0),
  };
}

/** The same in one line. */
export function runInWords(run: Run): string {
  return `${run.date} · commit ${run.commit} · ${run.cores} × ${run.cpu} · ${run.memoryGiB} GiB · ${run.system} · Node ${run.node} · load ${run.load}`;
}
