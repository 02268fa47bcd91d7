import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { isIgnored } from "./docker-ignore";
import type { ImageRecipe } from "./read-dockerfile";

/**
 * The build stage by hand: the files that .dockerignore lets in, the installed packages in place of `npm ci`,
 * and `npm run build`. What the build needs but does not get makes it fail here as it would in Docker.
 */
export function buildInContext(root: string, context: string, node: string): void {
  const dockerignore = readFileSync(join(root, ".dockerignore"), "utf8");
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of listed.split("\0").filter((name) => name && !isIgnored(name, dockerignore)))
    cpSync(join(root, path), join(context, path), { recursive: true });
  // Links instead of copies: a folder of packages is large, and nothing writes into it.
  execFileSync("cp", ["-al", join(root, "node_modules"), join(context, "node_modules")]);
  execFileSync(node, ["scripts/build.mjs"], {
    cwd: context,
    env: { NODE_ENV: "production", PATH: process.env.PATH ?? "", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** The last stage by hand: Node, the libraries it is linked with, the usual few files of /etc, and what is copied. */
export function assembleImage(
  recipe: ImageRecipe,
  { context, image, node }: { context: string; image: string; node: string },
): void {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  if (version !== `v${recipe.nodeVersion}`)
    throw new Error(`The Dockerfile says Node ${recipe.nodeVersion}, this project has ${version}`);
  for (const folder of ["dev", "etc", "proc", "tmp", recipe.workdir, "usr/local/bin"])
    mkdirSync(join(image, folder), { recursive: true });
  cpSync(node, join(image, "usr/local/bin/node"));
  for (const library of librariesOf(node)) {
    mkdirSync(join(image, dirname(library)), { recursive: true });
    copyFileSync(library, join(image, library));
  }
  writeFileSync(
    join(image, "etc/passwd"),
    "root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n",
  );
  writeFileSync(join(image, "etc/nsswitch.conf"), "hosts: files dns\n");
  for (const file of ["etc/hosts", "etc/resolv.conf"]) cpSync(join("/", file), join(image, file));
  for (const device of ["null", "zero", "full", "random", "urandom"])
    writeFileSync(join(image, "dev", device), "");
  for (const { from, to } of recipe.copies)
    cpSync(join(context, relative(recipe.workdir, from)), join(image, to), {
      recursive: true,
      verbatimSymlinks: true,
    });
  execFileSync("chown", ["-R", "root:root", image]);
}

/** Absolute paths of everything the dynamic linker would load, itself included. */
function librariesOf(binary: string): string[] {
  const listed = execFileSync("ldd", [binary], { encoding: "utf8" });
  return [...listed.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => path ?? []);
}

/** Every file below a folder (a real path), hidden ones and links too, by its path there; not what is behind links. */
export function filesIn(folder: string): string[] {
  const isReal = (path: string) => realpathSync(path) === path;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && isReal(entry.parentPath))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
