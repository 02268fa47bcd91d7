// `npm test`: installs what is missing, then runs every check and test in order and stops at the first
// group that fails. `npm test -- --only unit,local` runs some groups only.
import { checkVersions } from "./setup/check-versions.mjs";
import { installDependencies } from "./setup/install-dependencies.mjs";
import { runMain, Sentence } from "./setup/say.mjs";
import { stopWithNpm } from "./setup/stop-with-npm.mjs";

/** @param {string[]} args @returns {string[] | undefined} */
function readOnly(args) {
  const only = [];
  for (let index = 0; index < args.length; index += 1) {
    const [flag, inline] = (args[index] ?? "").split("=", 2);
    const value = flag === "--only" ? (inline ?? args[++index]) : undefined;
    if (!value) throw new Sentence("Usage: npm test [-- --only unit,local,…]");
    only.push(...value.split(","));
  }
  return only.length > 0 ? only : undefined;
}

await runMain(async () => {
  const only = readOnly(process.argv.slice(2));
  stopWithNpm();
  checkVersions();
  await installDependencies();
  const { groups } = await import("./test/groups.mjs");
  const { runGroups } = await import("./test/run-groups.mjs");
  const names = groups.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown)
    throw new Sentence(`There is no group "${unknown}". The groups are: ${names.join(", ")}.`);
  return runGroups(groups.filter(({ name }) => !only || only.includes(name)));
});
