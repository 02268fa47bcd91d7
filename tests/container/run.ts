import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../local/start/build-app";
import { repositoryRoot } from "../../local/start/part-commands";
import { findRuntime } from "../../scripts/setup/find-runtime.mjs";
import { runMain, Sentence } from "../../scripts/setup/say.mjs";
import { assembleImage, buildInContext } from "./assemble-image";
import { checkImage } from "./check-image";
import { describeContents, findMissing, findUnwanted } from "./image-contents";
import { type ImageRecipe, readDockerfile } from "./read-dockerfile";
import { refuse } from "./refuse";
import { checkCapabilities } from "./start-container";

const say = (text: string) => console.log(text);

/**
 * The service as the Dockerfile's last stage holds it, without Docker: assembled, listed, started as the image's
 * user on a read-only root with documented variables only, timed, asked to end, and put through the browser
 * tests. `--without-browser` leaves the last out; `--built` takes the build of this folder instead of making
 * one from what .dockerignore lets in; other arguments go to Playwright.
 */
await runMain(async () => {
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => stopped.abort(new Sentence(`Stopped by ${signal}.`)));
  const { own, args } = readArguments(process.argv.slice(2));
  checkCapabilities();
  const recipe = readDockerfile(readFileSync(join(repositoryRoot, "Dockerfile"), "utf8"));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "parcelo-container-")));
  try {
    const image = await prepareImage(recipe, folder, own.includes("--built"), stopped.signal);
    await checkImage(recipe, {
      image,
      folder,
      playwright: own.includes("--without-browser") ? undefined : args,
      abort: stopped.signal,
      say,
    });
    say("\nThe container check passed.");
    return 0;
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

async function prepareImage(
  recipe: ImageRecipe,
  folder: string,
  isBuilt: boolean,
  abort: AbortSignal,
): Promise<string> {
  const context = isBuilt ? repositoryRoot : join(folder, "context");
  const image = join(folder, "image");
  mkdirSync(image);
  if (isBuilt) {
    await buildApp(say, abort);
  } else {
    mkdirSync(context);
    say("Building from what .dockerignore lets in …");
    buildInContext(repositoryRoot, context, findRuntime());
  }
  abort.throwIfAborted();
  assembleImage(recipe, { context, image, node: findRuntime() });
  if (!isBuilt) rmSync(context, { recursive: true });
  say(`\nThe image:\n${describeContents(image)}`);
  refuse("The image holds what it should not", findUnwanted(image));
  refuse("The image lacks what the server loads", findMissing(image));
  say("No source map, environment file, test, source or secret among them; nothing is missing.\n");
  return image;
}
