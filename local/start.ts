import { join } from "node:path";
import { parseArgs } from "node:util";
import { EnvError } from "@/lib/parse-env";
import "./start/exit-with-parent.mjs";
import { banner } from "./start/banner";
import { writeDotenv } from "./start/dotenv";
import { type PartName, processesOf, repositoryRoot } from "./start/part-commands";
import { isPortFree } from "./start/ports";
import { type Given, portVariables, readGiven } from "./start/read-given";
import { chooseParts } from "./start/resolve-env";
import { Sentence } from "./start/sentence";
import { type Stack, startStack } from "./start-stack";

const usage = `usage: npm run local [-- --reset] [-- --keep-going]
  --reset       starts with an empty data directory
  --keep-going  starts a part again when it ends by itself, instead of stopping everything`;

function readArguments() {
  try {
    const options = { reset: { type: "boolean" }, "keep-going": { type: "boolean" } } as const;
    return parseArgs({ options }).values;
  } catch {
    throw new Sentence(usage);
  }
}

async function checkPorts(given: Given): Promise<void> {
  for (const part of processesOf(chooseParts(given.env)))
    if (!(await isPortFree(given.ports[part])))
      throw new Sentence(
        `Port ${given.ports[part]} is taken. Stop what uses it, or set ${portVariables[part]} to another port (for ${part}).`,
      );
}

/** Runs the stack until a signal, or until a part ends; resolves with the exit code. */
async function main(): Promise<number> {
  const started = Date.now();
  const args = readArguments();
  const given = readGiven(repositoryRoot, process.env);
  const say = (text: string) => console.log(text);

  const abort = new AbortController();
  const over = Promise.withResolvers<number>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (abort.signal.aborted) return;
      say("\nStopping …");
      abort.abort();
      over.resolve(0);
    });

  let stack: Stack | undefined;
  const onPartEnd = (name: PartName, description: string) => {
    console.error(`\n${description}`);
    if (!args["keep-going"]) return over.resolve(1);
    say(`Starting ${name} again …`);
    stack?.restart(name).then(
      () => say(`${name} runs again.`),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        over.resolve(1);
      },
    );
  };

  await checkPorts(given);
  try {
    const { env, ports, dataDir } = given;
    const reset = args.reset ?? false;
    stack = await startStack({ env, ports, dataDir, reset, onPartEnd, say, abort: abort.signal });
  } catch (error) {
    if (abort.signal.aborted) return 0;
    throw error;
  }
  writeDotenv(join(stack.dataDir, "env"), stack.env);
  say(banner(stack, Date.now() - started));

  const code = await over.promise;
  await stack.stop();
  say("Stopped.");
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isPlain = error instanceof Sentence || error instanceof EnvError;
  console.error(isPlain ? `\n${error.message}` : error);
  process.exitCode = 1;
}
process.exit();
