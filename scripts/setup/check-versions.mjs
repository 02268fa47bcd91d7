import { spawnSync } from "node:child_process";
import { npmCommand } from "./npm-command.mjs";
import { Sentence } from "./say.mjs";

const oldestNode = 20;
const oldestNpm = 9;

/** Refuses a Node or npm that cannot install this project. The project itself runs on the Node it installs. */
export function checkVersions() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode)
    throw new Sentence(
      `Node ${process.versions.node} is too old: this project needs Node ${oldestNode} or newer to start. Install one from https://nodejs.org and run the same command again.`,
    );

  const { command, args } = npmCommand(["--version"]);
  const result = spawnSync(command, args, {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const version = result.stdout?.trim().split("\n").at(-1) ?? "";
  if (result.status !== 0 || !/^\d+\./.test(version))
    throw new Sentence(
      "npm was not found. It comes with Node: install it from https://nodejs.org.",
    );
  if (Number.parseInt(version, 10) < oldestNpm)
    throw new Sentence(
      `npm ${version} is too old: this project needs npm ${oldestNpm} or newer. Run: npm install --global npm@latest`,
    );
}
