import { readFileSync } from "node:fs";

/** Resident memory of a process as Linux tells it. */
export function residentMemory(pid: number | undefined): string {
  if (pid === undefined) return "not running";
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error(`Process ${pid} states no resident memory`);
  return `${(Number(kilobytes) / 1_024).toFixed(0)} MB`;
}
