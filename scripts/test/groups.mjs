import { toolScript, typescriptArgs } from "../setup/find-runtime.mjs";

/**
 * One step of `npm test`. `commands` are Node's arguments, run one after another; a `report` is the
 * JSON file in which vitest or Playwright leaves its counts.
 * @typedef {{name: string, title: string, commands: (report: string) => string[][],
 *   counts?: "vitest" | "playwright", needsChromium?: boolean}} Group
 */

/** @param {string} project @param {string} title @returns {Group} */
function vitestProject(project, title) {
  return {
    name: project,
    title,
    counts: "vitest",
    commands: (report) => [
      [
        toolScript("vitest", "vitest"),
        "run",
        ...["--project", project, "--reporter=default", "--reporter=json"],
        `--outputFile.json=${report}`,
      ],
    ],
  };
}

/** Cheap checks first; the build before everything that starts the built server. @type {Group[]} */
export const groups = [
  {
    name: "lint",
    title: "Format and lint",
    commands: () => [[toolScript("@biomejs/biome", "biome"), "check", "--error-on-warnings", "."]],
  },
  {
    name: "types",
    title: "Types",
    commands: () => [
      [toolScript("next", "next"), "typegen"],
      [toolScript("typescript", "tsc"), "--noEmit", "--incremental", "false"],
    ],
  },
  {
    name: "directions",
    title: "Dependency directions",
    commands: () => [[...typescriptArgs(), "scripts/check-dependency-directions.ts"]],
  },
  {
    name: "database-types",
    title: "Generated database types match the migrations",
    commands: () => [[...typescriptArgs(), "scripts/generate-database-types.ts", "--check"]],
  },
  vitestProject("unit", "Unit tests"),
  vitestProject("local", "Tests of the embedded stack"),
  vitestProject("database", "Rules and races on a real Postgres"),
  { name: "build", title: "Production build", commands: () => [["scripts/build.mjs"]] },
  vitestProject("integration", "Flows over HTTP"),
  {
    name: "e2e",
    title: "Browser tests",
    counts: "playwright",
    needsChromium: true,
    commands: () => [[toolScript("@playwright/test", "playwright"), "test"]],
  },
];
