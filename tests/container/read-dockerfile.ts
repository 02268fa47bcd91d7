/** What a container of the image starts with, as the last stage of a Dockerfile says it. */
export type ImageRecipe = {
  nodeVersion: string;
  workdir: string;
  env: Record<string, string>;
  /** `from` is a path in the build stage, `to` one in the image; both absolute. */
  copies: { from: string; to: string }[];
  user: string;
  port: number;
  command: string[];
  healthCheck: string[];
};

/**
 * Reads the few instructions that our Dockerfile uses.
 * @throws Error for an instruction of the last stage that is not among them: nothing of it may go unnoticed
 */
export function readDockerfile(text: string): ImageRecipe {
  const lines = text
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const nodeVersion = /^ARG NODE_VERSION=(\S+)$/m.exec(text)?.[1];
  const lastFrom = lines.findLastIndex((line) => line.startsWith("FROM "));
  const recipe: ImageRecipe = {
    nodeVersion: nodeVersion ?? "",
    workdir: "/",
    env: {},
    copies: [],
    user: "root",
    port: 0,
    command: [],
    healthCheck: [],
  };
  for (const line of lines.slice(lastFrom + 1)) apply(recipe, line);
  if (!nodeVersion) throw new Error("The Dockerfile names no NODE_VERSION");
  if (recipe.command.length === 0) throw new Error("The Dockerfile's last stage has no CMD");
  return recipe;
}

function apply(recipe: ImageRecipe, line: string): void {
  const [instruction = "", ...words] = line.split(/\s+/);
  switch (instruction) {
    case "WORKDIR":
      recipe.workdir = words[0] ?? "/";
      return;
    case "ENV":
      for (const word of words) {
        const [, name = "", value = ""] = /^([^=]*)=?(.*)$/.exec(word) ?? [];
        recipe.env[name] = value;
      }
      return;
    case "COPY": {
      const [from = "", to = ""] = words.filter((word) => !word.startsWith("--"));
      if (!words.includes("--from=build")) throw new Error(`Copies from elsewhere: ${line}`);
      recipe.copies.push({ from, to: to.replace(/^\.\/?/, `${recipe.workdir}/`) });
      return;
    }
    case "USER":
      recipe.user = words[0] ?? "root";
      return;
    case "EXPOSE":
      recipe.port = Number(words[0]);
      return;
    case "CMD":
      recipe.command = wordsOf(line);
      return;
    case "HEALTHCHECK":
      recipe.healthCheck = wordsOf(line);
      return;
    case "RUN":
      // Takes tools away; nothing that a container assembled by hand has in the first place.
      if (/^RUN rm -rf /.test(line)) return;
  }
  throw new Error(`The container check does not know this instruction: ${line}`);
}

/** The words of an instruction in its exec form, the only one that needs no shell. */
function wordsOf(line: string): string[] {
  const parsed: unknown = JSON.parse(/\[.*\]$/.exec(line)?.[0] ?? "[]");
  if (!Array.isArray(parsed) || parsed.length === 0) throw new Error(`Not in exec form: ${line}`);
  return parsed.map(String);
}
