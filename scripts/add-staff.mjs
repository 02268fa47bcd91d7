// `npm run staff:add`: installs what is missing, then makes somebody staff on the project's own Node.
import { checkVersions } from "./setup/check-versions.mjs";
import { findRuntime, runtimeEnv, typescriptArgs } from "./setup/find-runtime.mjs";
import { installDependencies } from "./setup/install-dependencies.mjs";
import { runInherited } from "./setup/run-inherited.mjs";
import { runMain } from "./setup/say.mjs";
import { stopWithNpm } from "./setup/stop-with-npm.mjs";

await runMain(async () => {
  stopWithNpm();
  checkVersions();
  await installDependencies();
  const args = [...typescriptArgs(), "scripts/staff/run.ts", ...process.argv.slice(2)];
  return runInherited(findRuntime(), args, runtimeEnv());
});
