import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../local/start/build-app";
import { repositoryRoot } from "../../local/start/part-commands";
import { missingAnswer, waitUntil } from "../../local/start/wait-until";
import { startStack } from "../../local/start-stack";
import { findRuntime, runtimeEnv, toolScript } from "../../scripts/setup/find-runtime.mjs";
import { runInherited } from "../../scripts/setup/run-inherited.mjs";
import { runMain, Sentence } from "../../scripts/setup/say.mjs";
import { assembleImage, buildInContext, filesIn } from "./assemble-image";
import { endInOrder } from "./end-in-order";
import { describeContents, findUnwanted } from "./image-contents";
import { privilegesOf, refusedWrites, undocumentedVariables } from "./inspect-container";
import { type ImageRecipe, readDockerfile } from "./read-dockerfile";
import { type Container, checkCapabilities, startContainer } from "./start-container";

const starts = 5;
const targetMs = 3_000;
const say = (text: string) => console.log(text);

/** Node's way to try to write everywhere a program might, but /tmp; prints what it could. */
const tryToWrite = `for (const path of ["/x", "/app/x", "/app/.next/cache", "/home/node/x", "/dev/shm/x"])
  try { require("node:fs").mkdirSync(path); console.log("WROTE " + path); } catch {}
  console.log("TRIED");`;

/**
 * The service as the Dockerfile's last stage holds it, without Docker: assembled, listed, started as the image's
 * user on a read-only root with documented variables only, timed, asked to end, and put through the browser
 * tests. `--without-browser` leaves the last out; `--built` takes the build of this folder instead of making
 * one from what .dockerignore lets in; other arguments go to Playwright.
 */
await runMain(async () => {
  const { own, args } = readArguments(process.argv.slice(2));
  checkCapabilities();
  const recipe = readDockerfile(readFileSync(join(repositoryRoot, "Dockerfile"), "utf8"));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "parcelo-container-")));
  try {
    const image = await prepareImage(recipe, folder, own.includes("--built"));
    return await checkImage(recipe, {
      image,
      folder,
      playwright: own.includes("--without-browser") ? undefined : args,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function readArguments(all: string[]) {
  const ours = ["--built", "--without-browser"];
  return {
    own: all.filter((arg) => ours.includes(arg)),
    args: all.filter((arg) => !ours.includes(arg)),
  };
}

async function prepareImage(recipe: ImageRecipe, folder: string, isBuilt: boolean) {
  const context = isBuilt ? repositoryRoot : join(folder, "context");
  const image = join(folder, "image");
  mkdirSync(image);
  if (isBuilt) {
    await buildApp(say);
  } else {
    mkdirSync(context);
    say("Building from what .dockerignore lets in …");
    buildInContext(repositoryRoot, context, findRuntime());
  }
  assembleImage(recipe, { context, image, node: findRuntime() });
  if (!isBuilt) rmSync(context, { recursive: true });
  say(`\nThe image:\n${describeContents(image)}`);
  refuse("The image holds what it should not", findUnwanted(image));
  say("No source map, environment file, test, source or secret among them.\n");
  return image;
}

async function checkImage(
  recipe: ImageRecipe,
  {
    image,
    folder,
    playwright,
  }: { image: string; folder: string; playwright: string[] | undefined },
): Promise<number> {
  const logFile = join(folder, "app.log");
  const stack = await startStack({ withoutApp: true, say });
  const { PORT } = stack.env;
  const given = Object.entries(stack.env).filter(([name]) => !name.startsWith("STAFF_"));
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", ...recipe.env, ...Object.fromEntries(given) };
  const containers: Container[] = [];
  const start = async (command = recipe.command) => {
    const container = await startContainer({
      ...{ image, workdir: recipe.workdir, command, env, logFile },
    });
    containers.push(container);
    return container;
  };
  try {
    const before = filesIn(image);
    await (await start(["node", "-e", tryToWrite])).ended;
    const tried = readFileSync(logFile, "utf8").trim();
    refuse("Writing was not refused everywhere", tried === "TRIED" ? [] : [tried]);

    const times: number[] = [];
    for (let n = 1; n < starts; n += 1) {
      const { container, took } = await startReady(start, stack.urls.app);
      times.push(took);
      await endInOrder(container, stack.urls.app, stack.env);
    }
    const { container, took } = await startReady(start, stack.urls.app);
    times.push(took);
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    say(
      `Start to the first 200 of /readyz: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms; median ${median.toFixed(0)} ms (target ${targetMs} ms: ${median <= targetMs ? "met" : "not met"})`,
    );
    say("SIGTERM: each request under way was answered, exit code 0.");
    const sample = readFileSync(join(repositoryRoot, ".env.sample"), "utf8");
    refuse("Not an unprivileged process", privilegesOf(container.pid));
    refuse(
      "Variables that no document names",
      undocumentedVariables(container.pid, sample, recipe),
    );
    const health = await (await start(recipe.healthCheck)).ended;
    refuse("The image's health check failed", health === 0 ? [] : [`exit code ${health}`]);
    say(
      `User ${recipe.user}, no capabilities, read-only root, documented variables only, health check passes (PORT=${PORT}).\n`,
    );

    const code = playwright ? await browserTests(stack, playwright) : 0;
    refuse("The service tried to write", refusedWrites(readFileSync(logFile, "utf8")));
    refuse("Left behind in /tmp", readdirSync(`/proc/${container.pid}/root/tmp`));
    const added = filesIn(image).filter((file) => !before.includes(file));
    refuse("Files appeared in the image", added);
    await endInOrder(container, stack.urls.app, stack.env);
    if (median > targetMs) throw new Sentence("The start takes longer than its target.");
    return code;
  } finally {
    // What a failed check leaves running would keep this process, and whoever waits for it, for ever.
    for (const container of containers) container.signal("SIGKILL");
    await stack.stop();
  }
}

async function startReady(start: () => Promise<Container>, appUrl: string) {
  const from = performance.now();
  const container = await start();
  const soon = () => missingAnswer(`${appUrl}/readyz`);
  while ((await soon()) !== undefined && performance.now() - from < 60_000)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const took = performance.now() - from;
  await waitUntil("The container is not ready", soon, 1_000);
  return { container, took };
}

function browserTests(
  { env, urls, staff, dataDir }: Awaited<ReturnType<typeof startStack>>,
  args: string[],
): Promise<number> {
  say("Browser tests against the container …");
  const playwright = [toolScript("@playwright/test", "playwright"), "test", ...args];
  return runInherited(
    findRuntime(),
    playwright,
    runtimeEnv({
      E2E_STACK: JSON.stringify({ env, urls, staff, dataDir }),
      E2E_APP_URL: urls.app,
    }),
  );
}

function refuse(what: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new Sentence(`${what}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}
