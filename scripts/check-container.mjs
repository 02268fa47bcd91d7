// `npm run check:container`: the service as its image holds it, without Docker, through the browser tests.
import { checkVersions } from "./setup/check-versions.mjs";
import { ensureChromium } from "./setup/ensure-chromium.mjs";
import { findRuntime, runtimeEnv, typescriptArgs } from "./setup/find-runtime.mjs";
import { installDependencies } from "./setup/install-dependencies.mjs";
import { runInherited } from "./setup/run-inherited.mjs";
import { runMain } from "./setup/say.mjs";
import { stopWithNpm } from "./setup/stop-with-npm.mjs";

await runMain(async () => {
  stopWithNpm();
  checkVersions();
  await installDependencies();
  const args = process.argv.slice(2);
  if (!args.includes("--without-browser")) await ensureChromium();
  return runInherited(
    findRuntime(),
    [...typescriptArgs(), "tests/container/run.ts", ...args],
    runtimeEnv(),
  );
});
