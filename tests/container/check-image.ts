import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../local/start/part-commands";
import { missingAnswer, waitUntil } from "../../local/start/wait-until";
import { type Stack, startStack } from "../../local/start-stack";
import { filesIn } from "./assemble-image";
import { browserTests } from "./browser-tests";
import { endInOrder } from "./end-in-order";
import { privilegesOf, refusedWrites, undocumentedVariables } from "./inspect-container";
import type { ImageRecipe } from "./read-dockerfile";
import { refuse } from "./refuse";
import { type Container, startContainer } from "./start-container";

const starts = 5;
const targetMs = 3_000;

/** Node's way to try to write everywhere a program might, but /tmp; prints what it could. */
const tryToWrite = `for (const path of ["/x", "/app/x", "/app/.next/cache", "/home/node/x", "/dev/shm/x"])
  try { require("node:fs").mkdirSync(path); console.log("WROTE " + path); } catch {}
  console.log("TRIED");`;

type Options = {
  image: string;
  folder: string;
  /** Arguments of the browser tests; undefined leaves them out. */
  playwright: string[] | undefined;
  /** Gives up: what runs is ended, and checkImage rejects. */
  abort: AbortSignal;
  say: (text: string) => void;
};

/**
 * Everything that a running container has to show, beside the embedded stack.
 * @throws Sentence naming the first promise that does not hold; nothing is left running then
 */
export async function checkImage(recipe: ImageRecipe, options: Options): Promise<void> {
  const { image, folder, abort, say } = options;
  const stack = await startStack({ withoutApp: true, say, abort });
  // Where the stack keeps its app's log: the search for leaks reads it there.
  const logFile = join(stack.dataDir, "logs", "app.log");
  const given = Object.entries(stack.env).filter(([name]) => !name.startsWith("STAFF_"));
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", ...recipe.env, ...Object.fromEntries(given) };
  const containers: Container[] = [];
  const start = async (command: readonly string[] = recipe.command, log = logFile) => {
    abort.throwIfAborted();
    const { workdir } = recipe;
    const container = await startContainer({ image, workdir, command, env, logFile: log });
    containers.push(container);
    return container;
  };
  const givenUp = new Promise<never>((_, reject) => {
    abort.addEventListener("abort", () => reject(abort.reason), { once: true });
  });
  try {
    await Promise.race([checkStarted(recipe, options, { stack, start, logFile, folder }), givenUp]);
  } finally {
    // What a failed check leaves running would keep this process, and whoever waits for it, for ever.
    for (const container of containers) container.signal("SIGKILL");
    await stack.stop();
  }
}

type Running = {
  stack: Stack;
  start: (command?: readonly string[], log?: string) => Promise<Container>;
  logFile: string;
  folder: string;
};

async function checkStarted(
  recipe: ImageRecipe,
  { image, playwright, abort, say }: Options,
  { stack, start, logFile, folder }: Running,
): Promise<void> {
  const { app } = stack.urls;
  const before = filesIn(image);
  const tried = join(folder, "tried.log");
  await (await start(["node", "-e", tryToWrite], tried)).ended;
  const wrote = readFileSync(tried, "utf8").trim();
  refuse("Writing was not refused everywhere", wrote === "TRIED" ? [] : [wrote]);

  const times: number[] = [];
  for (let n = 1; n < starts; n += 1) {
    const { container, took } = await startReady(start, app, abort);
    times.push(took);
    await endInOrder(container, app, stack.env);
  }
  const { container, took } = await startReady(start, app, abort);
  times.push(took);
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  say(
    `Start to the first 200 of /readyz: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms; median ${median.toFixed(0)} ms (target ${targetMs} ms: ${median <= targetMs ? "met" : "not met"})`,
  );
  say("SIGTERM: each request under way was answered, exit code 0.");
  const sample = readFileSync(join(repositoryRoot, ".env.sample"), "utf8");
  refuse("Not an unprivileged process", privilegesOf(container.pid));
  refuse("Variables that no document names", undocumentedVariables(container.pid, sample, recipe));
  const health = await (await start(recipe.healthCheck)).ended;
  refuse("The image's health check failed", health === 0 ? [] : [`exit code ${health}`]);
  say(
    `User ${recipe.user}, no capabilities, read-only root, documented variables only, health check passes (PORT=${stack.env.PORT}).\n`,
  );

  const failed = playwright
    ? await browserTests({ stack, container, logFile, args: playwright, abort, say })
    : [];
  refuse("The service tried to write", refusedWrites(readFileSync(logFile, "utf8")));
  refuse("Left behind in /tmp", readdirSync(`/proc/${container.pid}/root/tmp`));
  const added = filesIn(image).filter((file) => !before.includes(file));
  refuse("Files appeared in the image", added);
  await endInOrder(container, app, stack.env);
  say("It wrote nothing, left nothing in /tmp, and ended in order.");
  if (median > targetMs) failed.push("The start takes longer than its target.");
  refuse("The container check failed", failed);
}

async function startReady(start: Running["start"], appUrl: string, abort: AbortSignal) {
  const from = performance.now();
  const container = await start();
  const soon = () => missingAnswer(`${appUrl}/readyz`);
  while ((await soon()) !== undefined && performance.now() - from < 60_000) {
    abort.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const took = performance.now() - from;
  await waitUntil("The container is not ready", soon, 1_000);
  return { container, took };
}
