import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findSecrets } from "../../scripts/build/find-secrets.mjs";
import { filesIn } from "./assemble-image";

/** What has no business in the image, by its path there. */
const unwanted: { what: string; pattern: RegExp }[] = [
  { what: "a source map", pattern: /\.map$/ },
  { what: "an environment file", pattern: /(^|\/)\.env(\..*)?$/ },
  { what: "a test", pattern: /(^|\/)(tests?|__tests__)\/|\.(test|spec)\.[cm]?[jt]sx?$/ },
  { what: "source of ours", pattern: /^app\/(?!\.next\/|node_modules\/).*\.tsx?$/ },
  {
    what: "a folder of the repository",
    pattern: /^app\/(local|docs|scripts|supabase|\.git|\.ci|\.github|\.local)\//,
  },
  { what: "a build cache", pattern: /^app\/\.next\/cache\// },
];

/** What must not be in the image and is: forbidden kinds of files, and secrets by their shape. */
export function findUnwanted(image: string): string[] {
  return filesIn(image).flatMap((file) => {
    const kinds = unwanted.filter(({ pattern }) => pattern.test(file)).map(({ what }) => what);
    const isText = /\.(c?js|mjs|json|html|txt|rsc|css|body|meta)$/.test(file);
    const secrets = isText
      ? findSecrets(readFileSync(join(image, file), "utf8"), { names: [], values: {} })
      : [];
    return [...kinds, ...secrets].map((what) => `${file}: ${what}`);
  });
}

/** What the server loads from disk while it runs: tracing the build's files has to have found it. */
const needed: { what: string; pattern: RegExp }[] = [
  { what: "the server", pattern: /^app\/server\.js$/ },
  { what: "the pages' scripts", pattern: /^app\/\.next\/static\/.*\.js$/ },
  { what: "the pages' styles", pattern: /^app\/\.next\/static\/.*\.css$/ },
  { what: "the fonts", pattern: /^app\/\.next\/static\/.*\.woff2$/ },
  {
    what: "the thread that reads PDF files",
    pattern: /^app\/\.next\/server\/chunks\/.*pdf-worker.*\.js$/,
  },
  { what: "tiktoken's WebAssembly", pattern: /^app\/.*\/tiktoken_bg\.wasm$/ },
];

/** What must be in the image and is not. */
export function findMissing(image: string): string[] {
  const files = filesIn(image);
  return needed
    .filter(({ pattern }) => !files.some((file) => pattern.test(file)))
    .map(({ what }) => what);
}

/** The image in a few lines: files and size in all, of each folder of the service, and of the largest packages. */
export function describeContents(image: string): string {
  const sizes = new Map<string, { files: number; bytes: number }>();
  const files = filesIn(image);
  for (const file of files) {
    const { size } = lstatSync(join(image, file));
    for (const group of ["all", groupOf(file)]) {
      const sum = sizes.get(group) ?? { files: 0, bytes: 0 };
      sizes.set(group, { files: sum.files + 1, bytes: sum.bytes + size });
    }
  }
  const largestFirst = [...sizes].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, 14);
  return largestFirst
    .map(
      ([name, { files: count, bytes }]) =>
        `${(bytes / 1e6).toFixed(1).padStart(8)} MB ${String(count).padStart(6)} files  ${name}`,
    )
    .join("\n");
}

function groupOf(file: string): string {
  const parts = file.split("/");
  const isPackage = parts[1] === "node_modules";
  if (parts[0] !== "app") return parts.slice(0, 2).join("/");
  return parts.slice(0, isPackage && parts[2]?.startsWith("@") ? 4 : 3).join("/");
}
