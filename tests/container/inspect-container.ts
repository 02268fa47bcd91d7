import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { ImageRecipe } from "./read-dockerfile";

/** Of every container, whatever its image says. */
const usual = ["PATH", "PWD", "OLDPWD", "SHLVL", "_"];

/** Variables of a running process that neither .env.sample nor the image names. */
export function undocumentedVariables(pid: number, sample: string, recipe: ImageRecipe): string[] {
  const documented = new Set([
    ...Object.keys(parseEnv(sample)),
    ...Object.keys(recipe.env),
    ...usual,
  ]);
  return readFileSync(`/proc/${pid}/environ`, "utf8")
    .split("\0")
    .map((entry) => entry.split("=", 1)[0] ?? "")
    .filter((name) => name !== "" && !documented.has(name));
}

/** What the kernel says against a process being an unprivileged one on a read-only root; empty when nothing. */
export function privilegesOf(pid: number): string[] {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, "m").exec(status)?.[1] ?? "";
  const mounts = readFileSync(`/proc/${pid}/mountinfo`, "utf8").split("\n");
  const root = mounts.map((line) => line.split(" ")).findLast((parts) => parts[4] === "/");
  const problems: string[] = [];
  if (field("Uid").split(/\s+/).includes("0")) problems.push("runs as root");
  if (!/^0+$/.test(field("CapEff")) || !/^0+$/.test(field("CapPrm")))
    problems.push("has capabilities");
  if (field("NoNewPrivs") !== "1") problems.push("may gain privileges");
  if (!root?.[5]?.split(",").includes("ro")) problems.push("its root file system can be written");
  return problems;
}

/** Lines of a log in which something could not be written. */
export function refusedWrites(log: string): string[] {
  return log.split("\n").filter((line) => /EROFS|EACCES|EPERM|read-only file system/i.test(line));
}
