// `npm run build`: the production server in .next/standalone, complete with its static files.
import { buildApp } from "./build/build-app.mjs";
import { runMain } from "./setup/say.mjs";

await runMain(async () => {
  await buildApp({ force: process.argv.includes("--force") });
  return 0;
});
