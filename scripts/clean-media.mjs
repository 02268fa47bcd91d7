// `npm run media:clean`: installs what is missing, then runs one clean-up of media on the project's own Node.
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
  // The condition under which the service's own server-only modules may be loaded outside Next.
  const args = ["--conditions=react-server", ...typescriptArgs(), "scripts/media/run.ts"];
  return runInherited(findRuntime(), [...args, ...process.argv.slice(2)], runtimeEnv());
});
