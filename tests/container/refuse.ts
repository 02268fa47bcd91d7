import { Sentence } from "../../scripts/setup/say.mjs";

/** @throws Sentence that lists the problems, when there are any */
export function refuse(what: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Sentence(`${what}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}
