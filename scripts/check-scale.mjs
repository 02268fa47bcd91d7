// `npm run check:scale`: installs what is missing, then checks recall on many customers and many chunks.
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
  // The service's own modules say that they are for a server only; this condition is how Node is one.
  const args = ["--conditions=react-server", ...typescriptArgs(), "tests/eval/check-scale.ts"];
  const env = runtimeEnv({ LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" });
  return runInherited(findRuntime(), [...args, ...process.argv.slice(2)], env);
});
