import { toolScript, typescriptArgs } from "../setup/find-runtime.mjs";

/**
 * One part of `npm test`; those of one `stage` run side by side. `commands` are Node's arguments, run one after another; a `report` is the
 * JSON file in which vitest or Playwright leaves its counts.
 * @typedef {{name: string, stage: number, title: string, commands: (report: string) => string[][],
 *   counts?: "vitest" | "playwright", needsChromium?: boolean}} Group
 */

/** @param {number} stage @param {string} project @param {string} title @returns {Group} */
function vitestProject(stage, project, title) {
  return {
    name: project,
    stage,
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

/**
 * Cheap checks first, side by side; the build before everything that starts the built server. Groups that
 * start servers have the machine for themselves: some of their promises are about time.
 * @type {Group[]}
 */
export const groups = [
  {
    name: "lint",
    stage: 1,
    title: "Format and lint",
    commands: () => [[toolScript("@biomejs/biome", "biome"), "check", "--error-on-warnings", "."]],
  },
  {
    name: "types",
    stage: 1,
    title: "Types",
    commands: () => [
      [toolScript("next", "next"), "typegen"],
      [toolScript("typescript", "tsc"), "--noEmit", "--incremental", "false"],
    ],
  },
  {
    name: "directions",
    stage: 1,
    title: "Dependency directions",
    commands: () => [[...typescriptArgs(), "scripts/check-dependency-directions.ts"]],
  },
  {
    name: "database-types",
    stage: 1,
    title: "Generated database types match the migrations",
    commands: () => [[...typescriptArgs(), "scripts/generate-database-types.ts", "--check"]],
  },
  vitestProject(2, "unit", "Unit tests"),
  vitestProject(3, "local", "Tests of the embedded stack"),
  vitestProject(4, "database", "Rules and races on a real Postgres"),
  { name: "build", stage: 5, title: "Production build", commands: () => [["scripts/build.mjs"]] },
  vitestProject(6, "integration", "Flows over HTTP"),
  {
    name: "e2e",
    stage: 7,
    title: "Browser tests",
    counts: "playwright",
    needsChromium: true,
    commands: () => [[toolScript("@playwright/test", "playwright"), "test"]],
  },
];
