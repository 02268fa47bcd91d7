import { readFileSync } from "node:fs";
import type { Stack } from "../../local/start-stack";

/** What each process has used of a core so far. The kernel counts in hundredths of a second. */
export function cpuSeconds(stack: Stack): Record<string, number> {
  const used = stack.processes.map((name) => {
    const stat = readFileSync(`/proc/${stack.pid(name)}/stat`, "utf8");
    // The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return [name, (Number(fields[11]) + Number(fields[12])) / 100] as const;
  });
  return Object.fromEntries(used);
}
