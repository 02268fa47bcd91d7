import { spawn } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./part-commands";
import { Sentence } from "./sentence";

/** `npm run build` in a process of its own; it does nothing when the sources are those of the last build. */
export async function buildApp(say: (text: string) => void, abort?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts/build.mjs")], {
    cwd: repositoryRoot,
    stdio: ["ignore", "pipe", "pipe"],
    ...(abort && { signal: abort }),
  });
  let problem = "";
  child.stdout.on("data", (chunk: Buffer) => say(chunk.toString().trimEnd()));
  child.stderr.on("data", (chunk: Buffer) => {
    problem += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Sentence(problem.trim() || `The build failed with exit code ${code}.`);
}
